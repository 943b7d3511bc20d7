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
        An empty repository, an unknown key in stipula.toml or a file that cannot be read is an error (exit code 2): the gate \
        never reads as clean when it has seen nothing.";

pub(super) const CHECK_EXAMPLES: &str = "Examples:\n  \
        Check the repository around the current folder:\n    $ stipula check\n  \
        Fail on warnings too, and keep the report for other programs:\n    \
        $ stipula check contracts --deny-warnings --output json=report.json\n  \
        Check what is on the main branch:\n    $ stipula check git:main";

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

pub(super) const BUNDLE: &str = "Write a contract and all that it refers to as one file.\n\n\
        What other files hold is copied into the contract's own components (`$defs` for a JSON Schema) and every reference \
        becomes local, so that the result means the same and refers to nothing outside. A contract with errors is not bundled: its findings go to standard error (exit code 1).";

pub(super) const BUNDLE_EXAMPLES: &str = "Examples:\n  \
        Print a bundle:\n    $ stipula bundle contracts/http/orders/openapi.yaml\n  \
        Write it as JSON:\n    $ stipula bundle contracts/http/orders/openapi.yaml -o dist/orders.json";

pub(super) const INIT: &str = "Make a starter contract repository.\n\n\
        Writes a contracts folder with a stipula.toml, one OpenAPI and one AsyncAPI contract, canonical money and error schemas \
        and an owners.yaml, a folder of payload fixtures, and a CI workflow. The result passes `stipula check`.\n\n\
        Nothing is ever overwritten: if any of the files exists, all that do are listed, nothing is written, and the exit code \
        is 2.";

pub(super) const INIT_EXAMPLES: &str = "Examples:\n  \
        In the current folder:\n    $ stipula init\n  \
        In a new folder:\n    $ stipula init our-contracts";

pub(super) const EXPLAIN: &str = "Explain a finding's code, or list all codes.\n\n\
        The page says what is wrong, why it matters and how to fix it, with an example that fails and one that passes.";

pub(super) const EXPLAIN_EXAMPLES: &str = "Examples:\n  \
        $ stipula explain ref-unresolved\n  \
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
