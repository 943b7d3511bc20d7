//! The long texts of `--help` and of the manual pages. Every line with `$ stipula` is parsed by a test.

pub(super) const STIPULA: &str = "Stipula reads JSON Schema, OpenAPI and AsyncAPI contracts, finds what is wrong with them, and shows each finding \
        with the lines it is about.\n\n\
        `stipula check` is the gate for a contract repository. `stipula validate` checks any file, folder, archive or git \
        revision and needs no configuration. Nothing is ever fetched from a network.";

pub(super) const AFTER: &str = "\
Exit codes:
  0  clean
  1  findings at or above the threshold (errors; with --deny-warnings also warnings)
  2  the command line, the configuration or the input is wrong: nothing was judged
  3  a bug in stipula

Examples:
  $ stipula init
  $ stipula check
  $ stipula validate openapi.yaml
  $ stipula explain ref-unresolved";

pub(super) const CHECK: &str = "Check a contract repository: the gate for CI.\n\n\
        The repository is the nearest folder with a stipula.toml, from PATH upward, or PATH/contracts if that holds one. All of \
        it is checked, wherever in it PATH lies: contracts, references, examples, payload fixtures and scenarios. When PATH is \
        a file, only that file and what it refers to is checked.\n\n\
        Where versions were released (`stipula release`), or stipula.toml names a baseline, the contracts are also compared \
        with it, as `stipula compat` does. What breaks somebody, and what is not known to be safe, is a finding.\n\n\
        An empty repository, an unknown key in stipula.toml or a file that cannot be read is an error (exit code 2): the gate \
        never reads as clean when it has seen nothing.";

pub(super) const CHECK_EXAMPLES: &str = "Examples:\n  \
        Check the repository around the current folder:\n    $ stipula check\n  \
        Fail on warnings too, and keep the report for other programs:\n    \
        $ stipula check contracts --deny-warnings --output json=report.json\n  \
        Check what is on the main branch:\n    $ stipula check git:main";

pub(super) const LINT: &str = "Check names, meaning, metadata and governance: every rule of the profile.\n\n\
        In a repository (a folder with a stipula.toml) the whole of it is read, so that rules about one file know what the \
        others say, and findings are reported about INPUT; anything else is linted by itself. The profile is what stipula.toml \
        says, else `recommended`. What `stipula validate` says is said here too: a contract that is wrong is not linted clean. Whether payloads fit is \
        for `stipula check`.\n\n\
        A finding that is right as it is gets an `x-lint-ignore: {rule: reason}` in the contract or an entry in waivers.yaml. \
        Old findings go into a baseline: `--update-baseline` writes it once, and from then on only new ones are reported.";

pub(super) const LINT_EXAMPLES: &str = "Examples:\n  \
        Lint the repository around the current folder:\n    $ stipula lint\n  \
        Lint a public document, with every rule:\n    $ stipula lint openapi.yaml --profile platform\n  \
        Report only what a branch brings:\n    $ stipula lint --changed main\n  \
        Fix what a machine can fix:\n    $ stipula lint --fix\n  \
        Switch lint on in a repository with a thousand old findings:\n    \
        $ stipula lint --baseline lint-baseline.json --update-baseline";

pub(super) const RULES: &str = "List the lint rules, with what the configuration makes of them.\n\n\
        The rules that are on, each with its weight after stipula.toml, the smallest profile that has it, and its family. With \
        `--format json` also what each looks at, its options and their defaults.";

pub(super) const RULES_EXAMPLES: &str = "Examples:\n  \
        What is checked here:\n    $ stipula rules\n  \
        Everything there is about events:\n    $ stipula rules --all --family events\n  \
        The options of all rules:\n    $ stipula rules --profile platform --format json";

pub(super) const VALIDATE: &str = "Check files, folders, archives or git revisions; no configuration needed.\n\n\
        An INPUT is a file, a folder (its .json, .yaml and .yml files, ignore files respected), an archive (.zip, .tar, .tar.gz, \
        .tgz), a git revision `git:REF[:path]`, or `-` for standard input.\n\n\
        References resolve below a root: the nearest folder upward with a stipula.toml, else the current folder if the input \
        lies below it, else the input's folder. A stipula.toml that is found is used, except for fixtures and scenarios, which \
        only `stipula check` looks at.\n\n\
        With --schema the inputs are payloads, and are checked against that schema.";

pub(super) const VALIDATE_EXAMPLES: &str = "Examples:\n  \
        Check one contract and everything it refers to:\n    $ stipula validate openapi.yaml\n  \
        Check a folder and an archive together:\n    $ stipula validate specs/ released.tgz\n  \
        Check a folder as it was at a tag:\n    $ stipula validate git:v1.2.0:contracts\n  \
        Check an editor's unsaved text, with references resolved from where it will be saved:\n    \
        $ stipula validate - --stdin-name http/openapi.yaml\n  \
        Check payloads against a schema inside a contract:\n    \
        $ stipula validate --schema openapi.yaml#/components/schemas/Order order.json";

pub(super) const COMPAT: &str = "Compare contracts with their released versions: whom does a change break?\n\n\
        Every change is judged on every surface where it is met, by who writes there and who reads. It is SAFE when that is \
        proved or a rule says so, BREAKING when a payload shows it or a rule declares it, RISKY when it breaks those who rely \
        on more than they were promised, and REVIEW when it is undecided or changes a meaning. These three fail (exit code 1) \
        unless a waiver lets them pass.\n\n\
        The baseline is what `--against` names, else `compatibility.against` of stipula.toml, else the released versions: \
        the latest of each contract and, where its policy is transitive, all that are supported. `OLD NEW` compares any two \
        files, folders, archives or revisions. A missing baseline is an error (exit code 2), never a clean comparison.\n\n\
        The waivers of the baseline are in force, because a change cannot approve itself. Released versions carry none: \
        there `--waivers-from git:main` says whose count, or `--allow-own-waivers` lets the working tree's.";

pub(super) const COMPAT_EXAMPLES: &str = "Examples:\n  \
        Compare the repository with what was released:\n    $ stipula compat\n  \
        Compare it with the main branch:\n    $ stipula compat --against git:main\n  \
        Compare two files:\n    $ stipula compat old/openapi.yaml new/openapi.yaml\n  \
        Compare two versions of a schema as a registry would:\n    \
        $ stipula compat v1.schema.json v2.schema.json --mode BACKWARD\n  \
        See every change, and why it matters:\n    $ stipula compat --explain";

pub(super) const DIFF: &str = "List what differs between two versions, without a verdict.\n\n\
        OLD and NEW are files, folders, archives or git revisions. One edit is one line, however many operations and messages \
        reach it; what is written in another way and means the same is no difference. Differences are no failure: the exit \
        code is 0 unless something cannot be read.";

pub(super) const DIFF_EXAMPLES: &str = "Examples:\n  \
        Since a tag:\n    $ stipula diff git:v1.0.0:contracts contracts\n  \
        Between two files, for programs:\n    $ stipula diff old.yaml new.yaml --format json";

pub(super) const RELEASE: &str = "Release the contracts: versions that never change.\n\n\
        Copies every document that changed since the last release to released/<contract>/<version>/, with the valid payloads of \
        its fixtures, writes released/stipula.lock with a digest of each file, and adds an entry to CHANGELOG.md. All of it is \
        written or nothing.\n\n\
        What `stipula check` refuses is not released. A contract that declares its version (`info.version`, `x-version`) must \
        declare one that is high enough for its changes: major for a break, minor for something new, patch for what people \
        read. The `.vN` of a name is a major version, and a break needs a new name. Otherwise the lock counts.\n\n\
        With --contract, what the chosen contracts lead to and what leads to them comes along where it changed.";

pub(super) const RELEASE_EXAMPLES: &str = "Examples:\n  \
        See what would be released:\n    $ stipula release --dry-run\n  \
        Release everything that changed:\n    $ stipula release --date 2026-11-21\n  \
        Release one service:\n    $ stipula release --contract http/quote-service/**";

pub(super) const BUNDLE: &str = "Write a contract and all that it refers to as one file.\n\n\
        What other files hold is copied into the contract's own components (`$defs` for a JSON Schema) and every reference \
        becomes local, so that the result means the same and refers to nothing outside. A contract with errors is not bundled: its findings go to standard error (exit code 1).";

pub(super) const BUNDLE_EXAMPLES: &str = "Examples:\n  \
        Print a bundle:\n    $ stipula bundle contracts/http/orders/openapi.yaml\n  \
        Write it as JSON:\n    $ stipula bundle contracts/http/orders/openapi.yaml -o dist/orders.json";

pub(super) const GENERATE: &str = "Generate Rust from contracts.\n\n\
        Types accept a value exactly when its schema does, and write what they read: number texts, time offsets, absent and \
        null. What a type cannot say is checked beside it, or is a note that names the place in the contract.\n\n\
        Without INPUT, every `[[generate]]` of stipula.toml is written. Files that generation no longer makes are removed; \
        files that were written by hand are never touched. `names.lock` beside the code keeps names: a type keeps its name \
        when others come and go, and a name that is changed there is changed in the code.";

pub(super) const GENERATE_EXAMPLES: &str = "Examples:\n  \
        What stipula.toml says:\n    $ stipula generate\n  \
        A client of an API:\n    $ stipula generate openapi.yaml --out src/api\n  \
        Types and a service:\n    $ stipula generate openapi.yaml --target dto,server --out src/api\n  \
        A package of its own:\n    $ stipula generate openapi.yaml --package orders-wire --out wire\n  \
        Types and a client made by others:\n    $ stipula generate openapi.yaml --types typify --client progenitor --out src/api\n  \
        In CI:\n    $ stipula generate --check\n  \
        Why a type looks as it does:\n    $ stipula generate --explain contracts/canonical/money.schema.json#/properties/amount";

pub(super) const INIT: &str = "Make a starter contract repository.\n\n\
        Writes a contracts folder with a stipula.toml, one OpenAPI and one AsyncAPI contract, canonical money and error schemas \
        and an owners.yaml, a folder of payload fixtures, and a CI workflow. The result passes `stipula check`.\n\n\
        Nothing is ever overwritten: if any of the files exists, all that do are listed, nothing is written, and the exit code \
        is 2.";

pub(super) const INIT_EXAMPLES: &str = "Examples:\n  \
        In the current folder:\n    $ stipula init\n  \
        In a new folder:\n    $ stipula init our-contracts";

pub(super) const EXPLAIN: &str = "Explain a finding's code or a kind of change, or list all of them.\n\n\
        The page of a code says what is wrong, why it matters and how to fix it, with an example that fails and one that \
        passes. That of a change shows a released and a working version, and the verdict on each surface.";

pub(super) const EXPLAIN_EXAMPLES: &str = "Examples:\n  \
        $ stipula explain ref-unresolved\n  \
        $ stipula explain property-removed\n  \
        $ stipula explain\n  \
        $ stipula explain --format json > codes.json";

pub(super) const SCHEMA: &str = "Print the JSON Schema (2020-12) of one of Stipula's own formats.\n\n\
        Editors complete and check stipula.toml, state machines and the other files with it; programs that read reports \
        validate with it.";

pub(super) const SCHEMA_EXAMPLES: &str = "Examples:\n  \
        $ stipula schema config > stipula.schema.json\n  \
        $ stipula schema report > report.schema.json";

pub(super) const COMPLETIONS: &str = "Print a completion script for a shell.";

pub(super) const COMPLETIONS_EXAMPLES: &str = "Examples:\n  \
        Bash, for the current user:\n    \
        $ stipula completions bash > ~/.local/share/bash-completion/completions/stipula\n  \
        Zsh, into a folder of $fpath:\n    $ stipula completions zsh > ~/.zfunc/_stipula\n  \
        Fish:\n    $ stipula completions fish > ~/.config/fish/completions/stipula.fish";

pub(super) const MAN: &str = "Print or write the manual pages.\n\n\
        Without DIR the page of `stipula` itself is printed; with it, one page per command is written there.";

pub(super) const MAN_EXAMPLES: &str = "Examples:\n  \
        Read it:\n    $ stipula man | man -l -\n  \
        Install all pages:\n    $ stipula man -o ~/.local/share/man/man1";
