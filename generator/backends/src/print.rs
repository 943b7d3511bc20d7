//! From tokens to a file.

/// Formats a back end's code below a header that says who made it out of what.
pub(crate) fn print(
    backend: &str,
    version: &str,
    contracts: &[String],
    needs: &str,
    code: impl Into<proc_macro2::TokenStream>,
) -> Result<String, String> {
    let file: syn::File = syn::parse2(code.into()).map_err(|error| format!("its code is no Rust: {error}"))?;
    let mut out = format!("// Made by {backend} {version}, behind Stipula's lowering. Do not edit.\n//\n");
    for contract in contracts {
        out += &format!("// Source: {contract}\n");
    }
    out += &format!("// Needs: {needs}\n\n");
    out += &prettyplease::unparse(&file);
    Ok(out)
}
