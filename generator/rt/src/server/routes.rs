//! Paths and methods.

use super::pipeline::{Endpoint, Handler};
use super::{Call, Config, Context, Guard, OperationInfo, Reason, Refusal, Repeats, ServiceInfo};
use crate::http::{Answer, Bytes, HeaderMap, HeaderValue, Method, Operation, StatusCode, Template, header};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use axum::routing::any;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// A future of a handler.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The operations of a service, on their way to a router.
pub struct Routes<S> {
    service: Arc<S>,
    info: &'static ServiceInfo,
    config: Arc<Config>,
    shapes: BTreeMap<String, Vec<Route>>,
}

/// An operation with its path.
struct Route {
    template: &'static str,
    method: Method,
    info: &'static OperationInfo,
    run: Arc<dyn Fn(Call, Body) -> BoxFuture<'static, Answer> + Send + Sync>,
}

impl<S> std::fmt::Debug for Routes<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Routes")
            .field("service", &self.info.title)
            .field("paths", &self.shapes.keys())
            .finish_non_exhaustive()
    }
}

impl<S: Send + Sync + 'static> Routes<S> {
    /// No operations yet.
    pub fn new(info: &'static ServiceInfo, service: Arc<S>, config: Config) -> Self {
        Self { service, info, config: Arc::new(config), shapes: BTreeMap::new() }
    }

    /// With an operation: who may enter, whether repeated requests are recognised, and its handler.
    ///
    /// # Panics
    /// If the contract declares a check that `G` or `R` leaves out.
    #[must_use]
    pub fn add<O, G, R, H>(mut self, info: &'static OperationInfo, handler: H) -> Self
    where
        O: Operation + 'static,
        O::Outcome: 'static,
        G: Guard<S>,
        R: Repeats<S, G::Caller>,
        H: for<'a> Fn(&'a S, O, &'a mut Context<G::Caller, R::Unit>) -> BoxFuture<'a, O::Outcome>
            + Send
            + Sync
            + 'static,
    {
        let id = info.id;
        assert!(G::KNOWN || !info.is_secured(), "{id} declares security, and its callers are not authenticated");
        assert!(
            G::PERMITTED || info.permission.is_none(),
            "{id} declares a permission, and nobody authorizes its callers"
        );
        assert!(R::RECOGNISED || info.idempotency.is_none(), "{id} declares idempotency keys, and nobody claims them");
        let handler: Box<Handler<S, O, G::Caller, R::Unit>> = Box::new(handler);
        let (service, config) = (Arc::clone(&self.service), Arc::clone(&self.config));
        let endpoint = Arc::new(Endpoint::<S, O, G, R> { service, config, info, handler });
        let run = Arc::new(move |call, body| -> BoxFuture<'static, Answer> {
            Box::pin(Arc::clone(&endpoint).run(call, body))
        });
        let route = Route { template: O::PATH, method: O::METHOD, info, run };
        self.shapes.entry(shape(O::PATH)).or_default().push(route);
        self
    }

    /// The router. Paths that the contract does not have are answered with a problem too.
    ///
    /// It stands at the root of the service: nest it below [`ServiceInfo::base_path`] where callers send that.
    pub fn into_router(self) -> Router {
        let mut router = Router::new().without_v07_checks();
        for (shape, mut routes) in self.shapes {
            // `/quotes/{id}:approve` is asked before `/quotes/{id}`.
            routes.sort_by_key(|route| std::cmp::Reverse(literal(route.template)));
            let path = Arc::new(Path { routes, info: self.info, config: Arc::clone(&self.config) });
            router = router.route(&shape, any(move |request| Arc::clone(&path).answer(request)));
        }
        let nowhere = Arc::new(Path { routes: Vec::new(), info: self.info, config: self.config });
        router.fallback(move |request| Arc::clone(&nowhere).answer(request))
    }
}

/// A template as axum has it, with a name for each segment that is not all literal: `/quotes/{id}:approve` and
/// `/quotes/{quoteId}` are `/quotes/{p2}`.
fn shape(template: &str) -> String {
    let path = template.split(['?', '#']).next().unwrap_or_default();
    let mut shape = String::new();
    for (n, segment) in path.split('/').enumerate() {
        if n > 0 {
            shape.push('/');
        }
        if segment.contains('{') {
            let _ = write!(shape, "{{p{n}}}");
        } else {
            shape.push_str(segment);
        }
    }
    if shape.starts_with('/') { shape } else { format!("/{shape}") }
}

/// How much of a template is literal.
fn literal(template: &str) -> usize {
    let names: usize = template.split('{').skip(1).filter_map(|rest| rest.find('}')).sum();
    template.len() - names
}

/// The operations whose paths have one shape.
struct Path {
    routes: Vec<Route>,
    info: &'static ServiceInfo,
    config: Arc<Config>,
}

impl Path {
    async fn answer(self: Arc<Self>, request: Request) -> Response {
        let (call, body) = Call::of(self.info, request);
        let head = call.method == Method::HEAD;
        let mut answer = self.dispatch(call, body).await;
        if head && !answer.body.is_empty() {
            answer.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(answer.body.len()));
            answer.body = Bytes::new();
        }
        let mut response = Response::new(Body::from(answer.body));
        *response.status_mut() = answer.status;
        *response.headers_mut() = answer.headers;
        response
    }

    async fn dispatch(&self, mut call: Call, body: Body) -> Answer {
        let routes = || self.routes.iter().filter(|route| Template::of(route.template).capture(&call.path).is_some());
        let method = |method: &Method| routes().find(|route| route.method == *method);
        // A safe method may be asked for its headers alone (RFC 9110 §9.3.2).
        let fallback = (call.method == Method::HEAD).then_some(&Method::GET);
        match method(&call.method).or_else(|| fallback.and_then(method)) {
            Some(route) => {
                call.info = Some(route.info);
                (route.run)(call, body).await
            }
            None => {
                let allowed = allow(routes().map(|route| &route.method));
                self.refuse(&call, allowed)
            }
        }
    }

    fn refuse(&self, call: &Call, allowed: Option<HeaderValue>) -> Answer {
        let refusal = match allowed {
            None => Refusal::new(Reason::UnknownPath),
            Some(allowed) if call.method == Method::OPTIONS => {
                let (headers, body) = (HeaderMap::new(), Bytes::new());
                let mut answer = Answer { status: StatusCode::NO_CONTENT, headers, body };
                answer.headers.insert(header::ALLOW, allowed);
                return call.sign(answer);
            }
            Some(allowed) => Refusal::new(Reason::MethodNotAllowed).header(header::ALLOW, allowed),
        };
        call.sign(self.config.problems.answer(&refusal, call))
    }
}

/// The methods of a path (RFC 9110 §10.2.1); none if there is no such path.
fn allow<'m>(methods: impl Iterator<Item = &'m Method>) -> Option<HeaderValue> {
    let mut names: Vec<&str> = methods.map(Method::as_str).collect();
    if names.is_empty() {
        return None;
    }
    if names.contains(&"GET") {
        names.push("HEAD");
    }
    names.push("OPTIONS");
    names.sort_unstable();
    names.dedup();
    HeaderValue::from_str(&names.join(", ")).ok()
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn templates_that_differ_in_names_alone_have_one_shape() {
        assert_eq!(shape("/quotes/{quoteId}"), "/quotes/{p2}");
        assert_eq!(shape("/quotes/{id}:approve"), "/quotes/{p2}");
        assert_eq!(shape("/{owner}/{repo}/compare/{base}...{head}"), "/{p1}/{p2}/compare/{p4}");
        assert_eq!(shape("/search?kind=fixed"), "/search");
        assert_eq!(shape("/"), "/");
    }
}
