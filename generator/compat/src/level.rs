use std::fmt;

/// How much a change weighs, from the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Only what people read changed.
    Docs,
    /// It is proved that nobody notices, or a rule says so.
    Safe,
    /// Undecided, or a change of meaning that a person has to look at.
    Review,
    /// It breaks those who rely on more than they were promised.
    Risky,
    /// A payload shows the break, or a rule declares it.
    Breaking,
}

impl Level {
    /// The name in reports: `BREAKING`.
    pub fn name(self) -> &'static str {
        match self {
            Level::Docs => "DOCS",
            Level::Safe => "SAFE",
            Level::Review => "REVIEW",
            Level::Risky => "RISKY",
            Level::Breaking => "BREAKING",
        }
    }

    /// True if the gate stays closed: what is not proved safe is not safe.
    pub fn fails(self) -> bool {
        self >= Level::Review
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
