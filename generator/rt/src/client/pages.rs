//! Collections, page after page (API and event design §24).

use super::{Client, PageError, Transport};
use crate::http::{Operation, write_request};
use crate::{Invalid, Mode, Wire, from_json};
use futures_core::Stream;
use std::collections::{HashSet, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// An operation that returns a collection page by page.
pub trait Paged: Operation {
    /// A page.
    type Page: Send;
    /// What pages hold.
    type Item: Send;

    /// The page in an outcome, or the outcome if it is something else.
    ///
    /// # Errors
    /// The outcome.
    fn page(outcome: Self::Outcome) -> Result<Self::Page, Self::Outcome>;

    /// The request of the page after this one; `None` after the last.
    ///
    /// # Errors
    /// The page names the next one in a way that a request does not take.
    fn next(&self, page: &Self::Page) -> Result<Option<Self>, Invalid>;

    /// The items of a page.
    fn items(page: Self::Page) -> Vec<Self::Item>;
}

/// A value as another type that stands for the same JSON: the cursor of a page as the parameter of a request.
///
/// # Errors
/// The other type does not take it.
pub fn carry<A: Wire, B: Wire>(value: &A) -> Result<B, Invalid> {
    from_json(&value.write(), Mode::Strict)
}

type Ended<O> = PageError<<O as Operation>::Outcome>;
type Fetched<O> = Result<(<O as Paged>::Page, Option<O>), Ended<O>>;

/// A stream of pages. Nothing is fetched before it is asked for.
#[must_use = "a stream does nothing unless it is polled"]
pub struct Pages<'c, O: Paged, T> {
    client: &'c Client<T>,
    next: Option<O>,
    fetching: Option<Pin<Box<dyn Future<Output = Fetched<O>> + Send + 'c>>>,
    seen: HashSet<String>,
}

/// A stream of items: those of one page after those of another.
#[must_use = "a stream does nothing unless it is polled"]
pub struct Items<'c, O: Paged, T> {
    pages: Pages<'c, O, T>,
    items: VecDeque<O::Item>,
}

impl<T: Transport> Client<T> {
    /// The pages of a collection, from the page of this request on.
    pub fn pages<O: Paged>(&self, first: O) -> Pages<'_, O, T> {
        Pages { client: self, next: Some(first), fetching: None, seen: HashSet::new() }
    }

    /// The items of a collection, from the page of this request on.
    pub fn items<O: Paged>(&self, first: O) -> Items<'_, O, T> {
        Items { pages: self.pages(first), items: VecDeque::new() }
    }

    async fn fetch<O: Paged>(&self, operation: O) -> Fetched<O> {
        let outcome = self.call(&operation).await.map_err(PageError::Call)?;
        let page = O::page(outcome).map_err(PageError::Outcome)?;
        let next = operation.next(&page).map_err(PageError::Cursor)?;
        Ok((page, next))
    }
}

impl<'c, O: Paged + 'c, T: Transport> Pages<'c, O, T> {
    /// Starts to fetch the next page, unless it was fetched before or there are too many.
    fn start(&mut self) -> Option<Result<(), Ended<O>>> {
        let operation = self.next.take()?;
        let limit = self.client.limits.pages;
        if self.seen.len() >= limit {
            return Some(Err(PageError::TooMany { limit }));
        }
        // What cannot be written is told by the call.
        if let Ok(request) = write_request(&operation)
            && !self.seen.insert(format!("{} {:?}", request.target, request.body))
        {
            return Some(Err(PageError::Loop));
        }
        self.fetching = Some(Box::pin(self.client.fetch(operation)));
        Some(Ok(()))
    }
}

impl<O: Paged, T> Unpin for Pages<'_, O, T> {}
impl<O: Paged, T> Unpin for Items<'_, O, T> {}

impl<'c, O: Paged + 'c, T: Transport> Stream for Pages<'c, O, T> {
    type Item = Result<O::Page, Ended<O>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if this.fetching.is_none() {
            match this.start() {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(())) => {}
            }
        }
        let fetching = this.fetching.as_mut().expect("it was started above");
        let Poll::Ready(fetched) = fetching.as_mut().poll(cx) else { return Poll::Pending };
        this.fetching = None;
        Poll::Ready(Some(fetched.map(|(page, next)| {
            this.next = next;
            page
        })))
    }
}

impl<'c, O: Paged + 'c, T: Transport> Stream for Items<'c, O, T> {
    type Item = Result<O::Item, Ended<O>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(item) = this.items.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match Pin::new(&mut this.pages).poll_next(cx) {
                Poll::Ready(Some(Ok(page))) => this.items = O::items(page).into(),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}
