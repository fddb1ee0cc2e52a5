//! A wiki for one person at a time, who signs in with openidconnect; it sends its secret in the form.

use std::collections::HashMap;
use std::env::var;
use std::error::Error;

use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreIdToken, CoreTokenResponse, CoreUserInfoClaims,
};
use openidconnect::reqwest::{blocking, redirect};
use openidconnect::url::Url;
use openidconnect::{
    AccessTokenHash, AuthType, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndSessionUrl,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, LogoutRequest, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl,
    ProviderMetadataWithLogout, RedirectUrl, RequestTokenError, Scope, TokenResponse,
    UserInfoError,
};
use serde_json::{Value, json};
use tiny_http::{Header, Response, Server};

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;
type Result<T> = std::result::Result<T, Box<dyn Error>>;

enum Page {
    To(String),
    Body(Value),
}

struct Waiting {
    state: CsrfToken,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
}

struct Session {
    tokens: CoreTokenResponse,
    id_token: CoreIdToken,
    claims: Value,
}

struct Wiki {
    home: String,
    http: blocking::Client,
    client: Client,
    end_session: EndSessionUrl,
    waiting: Option<Waiting>,
    session: Option<Session>,
}

impl Wiki {
    fn discover() -> Result<Self> {
        let home = var("HOME_URL")?;
        let http = blocking::Client::builder()
            .redirect(redirect::Policy::none())
            .build()?;
        let metadata =
            ProviderMetadataWithLogout::discover(&IssuerUrl::new(var("ISSUER")?)?, &http)?;
        let end_session = metadata.additional_metadata().end_session_endpoint.clone();
        let secret = ClientSecret::new(var("CLIENT_SECRET")?);
        let client = CoreClient::from_provider_metadata(
            metadata,
            ClientId::new(var("CLIENT_ID")?),
            Some(secret),
        )
        .set_redirect_uri(RedirectUrl::new(format!("{home}/callback"))?)
        .set_auth_type(AuthType::RequestBody);
        let end_session = end_session.ok_or("the provider has no end_session_endpoint")?;
        Ok(Self {
            home,
            http,
            client,
            end_session,
            waiting: None,
            session: None,
        })
    }

    fn answer(&mut self, path: &str, query: &HashMap<String, String>) -> Result<Page> {
        match path {
            "/" => self.show(),
            "/callback" => self.callback(query),
            "/refresh" => self.refresh(),
            "/sign-out" => self.sign_out(),
            "/signed-out" => Ok(Page::Body(json!("signed out"))),
            _ => Ok(Page::Body(json!("not found"))),
        }
    }

    fn show(&mut self) -> Result<Page> {
        let Some(session) = &self.session else {
            return Ok(self.start());
        };
        let request = self
            .client
            .user_info(session.tokens.access_token().clone(), None)?;
        let told: std::result::Result<CoreUserInfoClaims, _> = request.request(&self.http);
        match told {
            Ok(userinfo) => Ok(Page::Body(
                json!({"claims": session.claims, "userinfo": userinfo}),
            )),
            Err(UserInfoError::Response(status, ..)) => {
                self.session = None;
                Ok(Page::Body(json!({"refused": status.as_u16()})))
            }
            Err(error) => Err(error.into()),
        }
    }

    fn start(&mut self) -> Page {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let request = self
            .client
            .authorize_url(flow, CsrfToken::new_random, Nonce::new_random);
        let scopes = ["profile", "email"].map(|name| Scope::new(name.to_string()));
        let (url, state, nonce) = request
            .add_scopes(scopes)
            .set_pkce_challenge(challenge)
            .url();
        self.waiting = Some(Waiting {
            state,
            nonce,
            verifier,
        });
        Page::To(url.to_string())
    }

    fn callback(&mut self, query: &HashMap<String, String>) -> Result<Page> {
        let Waiting {
            state,
            nonce,
            verifier,
        } = self.waiting.take().ok_or("nobody is awaited")?;
        if query.get("state") != Some(state.secret()) {
            return Err("another state".into());
        }
        let code = AuthorizationCode::new(query.get("code").ok_or("no code")?.clone());
        let tokens = self
            .client
            .exchange_code(code)?
            .set_pkce_verifier(verifier)
            .request(&self.http)?;
        let id_token = tokens.id_token().ok_or("no ID token")?.clone();
        let verifier = self.client.id_token_verifier();
        let claims = id_token.claims(&verifier, &nonce)?;
        let (algorithm, key) = (id_token.signing_alg()?, id_token.signing_key(&verifier)?);
        let hash = AccessTokenHash::from_token(tokens.access_token(), algorithm, key)?;
        if claims.access_token_hash() != Some(&hash) {
            return Err("another access token".into());
        }
        let claims = serde_json::to_value(claims)?;
        self.session = Some(Session {
            tokens,
            id_token,
            claims,
        });
        Ok(Page::To(self.home.clone()))
    }

    fn refresh(&mut self) -> Result<Page> {
        let session = self.session.as_mut().ok_or("nobody is signed in")?;
        let former = session
            .tokens
            .refresh_token()
            .ok_or("no refresh token")?
            .clone();
        match self
            .client
            .exchange_refresh_token(&former)?
            .request(&self.http)
        {
            Ok(tokens) => {
                let rotated = tokens
                    .refresh_token()
                    .is_some_and(|token| token.secret() != former.secret());
                session.tokens = tokens;
                Ok(Page::Body(json!({"rotated": rotated})))
            }
            Err(RequestTokenError::ServerResponse(refused)) => {
                Ok(Page::Body(json!({"refused": refused.error()})))
            }
            Err(error) => Err(error.into()),
        }
    }

    fn sign_out(&mut self) -> Result<Page> {
        let session = self.session.take().ok_or("nobody is signed in")?;
        let back = PostLogoutRedirectUrl::new(format!("{}/signed-out", self.home))?;
        let request =
            LogoutRequest::from(self.end_session.clone()).set_id_token_hint(&session.id_token);
        Ok(Page::To(
            request
                .set_post_logout_redirect_uri(back)
                .http_get_url()
                .to_string(),
        ))
    }
}

fn main() -> Result<()> {
    let mut wiki = Wiki::discover()?;
    let home = Url::parse(&wiki.home)?;
    let address = home.socket_addrs(|| None)?[0];
    let server = Server::http(address).map_err(|error| error.to_string())?;
    for request in server.incoming_requests() {
        let url = home.join(request.url())?;
        let page = wiki.answer(url.path(), &url.query_pairs().into_owned().collect());
        let (status, name, value, body) = match page {
            Ok(Page::To(to)) => (303, "Location", to, String::new()),
            Ok(Page::Body(body)) => (
                200,
                "Content-Type",
                "application/json".into(),
                body.to_string(),
            ),
            Err(error) => (
                502,
                "Content-Type",
                "text/plain".into(),
                format!("{error}: {error:?}"),
            ),
        };
        let header =
            Header::from_bytes(name, value).map_err(|()| "a header that cannot be sent")?;
        request.respond(
            Response::from_string(body)
                .with_status_code(status)
                .with_header(header),
        )?;
    }
    Ok(())
}
