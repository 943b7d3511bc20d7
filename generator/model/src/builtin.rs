//! The meta-schemas of JSON Schema, for references that name them.

use stipula_source::Memory;

const FILES: &[(&str, &str)] = &[
    ("draft2019-09/meta/applicator.json", include_str!("../meta/draft2019-09/meta/applicator.json")),
    ("draft2019-09/meta/content.json", include_str!("../meta/draft2019-09/meta/content.json")),
    ("draft2019-09/meta/core.json", include_str!("../meta/draft2019-09/meta/core.json")),
    ("draft2019-09/meta/format.json", include_str!("../meta/draft2019-09/meta/format.json")),
    ("draft2019-09/meta/meta-data.json", include_str!("../meta/draft2019-09/meta/meta-data.json")),
    ("draft2019-09/meta/validation.json", include_str!("../meta/draft2019-09/meta/validation.json")),
    ("draft2019-09/schema.json", include_str!("../meta/draft2019-09/schema.json")),
    ("draft2020-12/meta/applicator.json", include_str!("../meta/draft2020-12/meta/applicator.json")),
    ("draft2020-12/meta/content.json", include_str!("../meta/draft2020-12/meta/content.json")),
    ("draft2020-12/meta/core.json", include_str!("../meta/draft2020-12/meta/core.json")),
    ("draft2020-12/meta/format-annotation.json", include_str!("../meta/draft2020-12/meta/format-annotation.json")),
    ("draft2020-12/meta/format-assertion.json", include_str!("../meta/draft2020-12/meta/format-assertion.json")),
    ("draft2020-12/meta/meta-data.json", include_str!("../meta/draft2020-12/meta/meta-data.json")),
    ("draft2020-12/meta/unevaluated.json", include_str!("../meta/draft2020-12/meta/unevaluated.json")),
    ("draft2020-12/meta/validation.json", include_str!("../meta/draft2020-12/meta/validation.json")),
    ("draft2020-12/schema.json", include_str!("../meta/draft2020-12/schema.json")),
    ("draft4.json", include_str!("../meta/draft4.json")),
    ("draft6.json", include_str!("../meta/draft6.json")),
    ("draft7.json", include_str!("../meta/draft7.json")),
];

/// True for references that the shipped meta-schemas can answer.
pub(crate) fn answers(reference: &str) -> bool {
    ["http://json-schema.org/draft", "https://json-schema.org/draft"].iter().any(|start| reference.starts_with(start))
}

/// The meta-schemas as files; their `$id`s make them addressable.
pub(crate) fn files() -> Memory {
    FILES.iter().fold(Memory::new(), |files, (path, text)| files.with(*path, *text))
}
