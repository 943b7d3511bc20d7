//! Code of contracts where it stands.
//!
//! ```ignore
//! mod quotes {
//!     stipula_macros::generate!("contracts/http/quote-service/openapi.yaml", targets(dto, client));
//! }
//! ```
//!
//! It is the engine of `stipula generate`, at compile time: nothing to commit, and nothing for reviewers to read. Prefer the
//! command where people look at what a change of a contract does. The path is relative to the package.

use proc_macro::TokenStream;
use proc_macro2::Span;
use quote::quote;
use std::path::{Path, PathBuf};
use stipula_build::{Code, Generator, Target};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, Ident, LitStr, Token, parenthesized};

/// `"path"`, and what is made.
struct Arguments {
    path: LitStr,
    targets: Vec<Target>,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let path = input.parse()?;
        let mut targets = Vec::new();
        if input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
            let keyword: Ident = input.parse()?;
            if keyword != "targets" {
                return Err(Error::new(keyword.span(), "expected `targets(…)`"));
            }
            let list;
            parenthesized!(list in input);
            let names = Punctuated::<Ident, Token![,]>::parse_terminated(&list)?;
            targets = names.iter().map(target).collect::<syn::Result<_>>()?;
            input.parse::<Option<Token![,]>>()?;
        }
        Ok(Self { path, targets })
    }
}

fn target(name: &Ident) -> syn::Result<Target> {
    Target::find(&name.to_string()).ok_or_else(|| {
        let known = Target::ALL.map(Target::name).join(", ");
        Error::new(name.span(), format!("no target is called so; there are {known}"))
    })
}

/// Generates code of a contract, or of a folder of contracts; see the documentation of the crate.
#[proc_macro]
pub fn generate(input: TokenStream) -> TokenStream {
    let arguments = syn::parse_macro_input!(input as Arguments);
    expand(&arguments).unwrap_or_else(|error| error.to_compile_error()).into()
}

fn expand(arguments: &Arguments) -> syn::Result<proc_macro2::TokenStream> {
    let folder = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let mut generator = Generator::new(folder.join(Path::new(&arguments.path.value())));
    if !arguments.targets.is_empty() {
        generator = generator.targets(arguments.targets.iter().copied());
    }
    let refused = |message: String| Error::new(arguments.path.span(), message);
    let Code { text, inputs } = generator.text().map_err(|error| refused(error.to_string()))?;
    let code: proc_macro2::TokenStream =
        text.parse().map_err(|_| Error::new(Span::call_site(), "the code is no Rust"))?;
    // Whoever compiles this again does so when a contract changed.
    let inputs = inputs.iter().map(|path| path.display().to_string());
    Ok(quote! {
        #(const _: &[u8] = include_bytes!(#inputs);)*
        #code
    })
}
