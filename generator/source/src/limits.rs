/// What reading may cost. Every limit can be set in `stipula.toml` under `[limits]`; a file that
/// passes one is refused with a position, never truncated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file (default 128 MiB).
    pub file_bytes: u64,
    /// Bytes of all files of one archive or git revision together (default 1 GiB).
    pub total_bytes: u64,
    /// Nested arrays and objects (default 256).
    pub depth: usize,
    /// Values that YAML aliases and merge keys may add to a file (default 1,000,000).
    pub alias_values: usize,
    /// Files of one root (default 20,000).
    pub files: usize,
    /// References followed from one place to its target (default 64).
    pub ref_hops: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 128 << 20,
            total_bytes: 1 << 30,
            depth: 256,
            alias_values: 1_000_000,
            files: 20_000,
            ref_hops: 64,
        }
    }
}
