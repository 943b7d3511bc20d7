//! The domain of the reference CPQ/OMS: values and rules, written by hand.
//!
//! It knows no HTTP, no event, no database and no generated type. Adapters turn what a contract
//! carries into these values, and these values into what a contract carries; a value that exists is
//! a valid one (Schema-first contracts §27).
//!
//! ```text
//! wire text ─ adapter ─► Money  Quantity  OrderState  OrderLineState ─ adapter ─► wire text
//! ```

mod decimal;
mod lifecycle;
mod money;
mod order_state;
mod quantity;

pub use decimal::{Decimal, DecimalError};
pub use lifecycle::{State, StepError, UnknownState};
pub use money::{Currency, Money, MoneyError};
pub use order_state::{OrderLineState, OrderState, fulfillment_state};
pub use quantity::{Quantity, QuantityError, Unit};
