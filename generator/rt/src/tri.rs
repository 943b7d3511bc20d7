//! A member that may be absent or null, where the two mean different things.

/// Absent, null or a value (Schema-first contracts §33.3: null never stands for absence).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tri<T> {
    /// The member is not there.
    #[default]
    Absent,
    /// The member is `null`.
    Null,
    /// The member has a value.
    Value(T),
}
