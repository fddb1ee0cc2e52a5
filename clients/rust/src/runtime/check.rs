//! What is wrong with how a client is set up; no message shows a value.

use std::time::Duration;

use reqwest::Url;

use super::missing::listed;
use super::{Config, Credentials, Error, ServerAddress, ServerChoice, Service};

/// Finds what is wrong with limits and credentials.
pub(crate) fn settings(config: &Config, service: &Service) -> Result<(), Error> {
    let prefix = service.prefix;
    above_zero(config.timeout, &format!("timeout ({prefix}_TIMEOUT_MS)"))?;
    above_zero(config.total_timeout, &format!("total_timeout ({prefix}_TOTAL_TIMEOUT_MS)"))?;
    match &config.credentials {
        Credentials::Password { login, password } if service.flow.login.is_some() => {
            password_login(login, password.expose(), service)
        }
        _ => Ok(()),
    }
}

pub(crate) fn above_zero(limit: Duration, name: &str) -> Result<(), Error> {
    if limit.is_zero() { Err(Error::Input(format!("{name} must be above zero"))) } else { Ok(()) }
}

fn password_login(login: &str, password: &str, service: &Service) -> Result<(), Error> {
    let prefix = service.prefix;
    if login.is_empty() {
        let members = [(service.flow.email, "EMAIL"), (service.flow.username, "USERNAME")];
        let names = members.iter().filter(|(member, _)| !member.is_empty());
        let names = names.map(|(_, name)| format!("{prefix}_{name}")).collect::<Vec<_>>().join(" or ");
        return Err(Error::Input(format!("there is a password without a login: give login ({names})")));
    }
    if password.is_empty() {
        let text = format!("there is a login without a password: give password ({prefix}_PASSWORD)");
        return Err(Error::Input(text));
    }
    Ok(())
}

/// Where a service is: the base URL, or the server of the document that was chosen.
pub(crate) fn address(config: &Config, service: &Service) -> Result<String, Error> {
    match &config.server {
        None if config.base_url.is_empty() => Ok(service.base_url.to_owned()),
        None => Ok(config.base_url.clone()),
        Some(_) if !config.base_url.is_empty() => {
            Err(Error::Input("base_url and server exclude each other: give one of them".to_owned()))
        }
        Some(choice) => chosen(choice, service),
    }
}

fn chosen(choice: &ServerChoice, service: &Service) -> Result<String, Error> {
    let Some(server) = service.servers.get(choice.index) else {
        let urls =
            service.servers.iter().enumerate().map(|(index, server)| format!("{index} ({})", server.url));
        let text = format!("there is no server {}; the document has: {}", choice.index, listed(urls, "and"));
        return Err(Error::Input(text));
    };
    let known = |name: &String| server.variables.iter().any(|variable| variable.name == name);
    if let Some(name) = choice.variables.keys().find(|name| !known(name)) {
        let names = listed(server.variables.iter().map(|variable| variable.name), "and");
        return Err(Error::Input(format!(
            "server {} has no variable '{name}'; it has: {names}",
            choice.index
        )));
    }
    filled(server, choice)
}

fn filled(server: &ServerAddress, choice: &ServerChoice) -> Result<String, Error> {
    let mut url = server.url.to_owned();
    for variable in server.variables {
        let value = choice.variables.get(variable.name).map_or(variable.default, String::as_str);
        if !variable.values.is_empty() && !variable.values.contains(&value) {
            let values = listed(variable.values, "or");
            let place = format!("the variable '{}' of server {}", variable.name, choice.index);
            return Err(Error::Input(format!("{place} must be {values}")));
        }
        url = url.replace(&format!("{{{}}}", variable.name), value);
    }
    Ok(url.trim_end_matches('/').to_owned())
}

/// Reads the address of a service.
pub(crate) fn base_url(address: &str, prefix: &str) -> Result<Url, Error> {
    let wrong = |text: &str| Error::Input(format!("the base URL {text}: set base_url ({prefix}_BASE_URL)"));
    if address.is_empty() {
        return Err(wrong("is missing"));
    }
    let rest = match address.split_once("://") {
        Some((scheme, rest)) if ["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) => rest,
        _ => return Err(wrong("must begin with http:// or https://")),
    };
    if rest.is_empty() || rest.starts_with(['/', '\\', '?', '#']) {
        return Err(wrong("has no host"));
    }
    let url = Url::parse(address).map_err(|error| wrong(&format!("is not an address ({error})")))?;
    let parts = [
        ("a user", !url.username().is_empty()),
        ("a password", url.password().is_some()),
        ("a query", url.query().is_some()),
        ("a fragment", url.fragment().is_some()),
    ];
    let found: Vec<_> = parts.iter().filter(|(_, is_there)| *is_there).map(|(name, _)| *name).collect();
    if found.is_empty() { Ok(url) } else { Err(wrong(&format!("must not have {}", found.join(" and ")))) }
}
