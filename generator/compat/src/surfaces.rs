use stipula_model::Surface;

/// Something for each of the seven surfaces (Schema-first contracts §4). There is no default: a forgotten surface does
/// not compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PerSurface<T> {
    /// What clients send over HTTP.
    pub http_request: T,
    /// What clients receive over HTTP.
    pub http_response: T,
    /// Messages on channels.
    pub event: T,
    /// Historical JSON evidence in a database.
    pub snapshot: T,
    /// Projections in a cache.
    pub cache: T,
    /// Variables of long-running processes.
    pub workflow: T,
    /// Evidence for audits.
    pub audit: T,
}

impl<T> PerSurface<T> {
    /// What holds for a surface.
    pub fn get(&self, surface: Surface) -> &T {
        match surface {
            Surface::HttpRequest => &self.http_request,
            Surface::HttpResponse => &self.http_response,
            Surface::Event => &self.event,
            Surface::Snapshot => &self.snapshot,
            Surface::Cache => &self.cache,
            Surface::Workflow => &self.workflow,
            Surface::Audit => &self.audit,
        }
    }
}

impl<T: Copy> PerSurface<T> {
    /// The same for all seven.
    pub const fn all(it: T) -> Self {
        Self { http_request: it, http_response: it, event: it, snapshot: it, cache: it, workflow: it, audit: it }
    }
}
