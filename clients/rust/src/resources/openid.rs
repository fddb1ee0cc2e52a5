//! Operations of the group `openid`.

use std::sync::Arc;

#[allow(unused_imports, reason = "not every group has types of its own")]
use crate::models;
use crate::runtime;

pub(crate) static GET_CONFIGURATION: runtime::Operation = runtime::Operation {
    id: "openid.get_configuration",
    method: "GET",
    path: "/.well-known/openid-configuration",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "422"],
};

pub(crate) static GET_METADATA: runtime::Operation = runtime::Operation {
    id: "openid.get_metadata",
    method: "GET",
    path: "/.well-known/oauth-authorization-server",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "422"],
};

pub(crate) static AUTHORIZE_DEVICE: runtime::Operation = runtime::Operation {
    id: "openid.authorize_device",
    method: "POST",
    path: "/oauth/device_authorization",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "408", "413", "415", "422", "429", "503"],
};

pub(crate) static GET_USERINFO: runtime::Operation = runtime::Operation {
    id: "openid.get_userinfo",
    method: "GET",
    path: "/oauth/userinfo",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "422", "503"],
};

pub(crate) static POST_USERINFO: runtime::Operation = runtime::Operation {
    id: "openid.post_userinfo",
    method: "POST",
    path: "/oauth/userinfo",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "422", "503"],
};

runtime::errors! {
    /// Errors of [`Openid::authorize_device`] that have a type of their own: what [`runtime::Error::body`] returns.
    pub enum AuthorizeDeviceError of "openid.authorize_device";
    /// With 400.
    Status400(models::OAuthError) = 400,
    /// With 401.
    Status401(models::OAuthError) = 401,
}
/// Signing in to applications with OpenID Connect, as programs see it.
#[derive(Clone, Copy)]
pub struct Openid<'a> {
    core: &'a Arc<runtime::Core>,
}

impl<'a> Openid<'a> {
    pub(crate) fn new(core: &'a Arc<runtime::Core>) -> Self {
        Self { core }
    }

    /// Get the OpenID configuration
    ///
    /// What programs read before people sign in with them (OpenID Connect Discovery 1.0). People sign in at
    /// `authorization_endpoint` with a browser: it is a page, and no operation of this document.
    ///
    /// `GET /.well-known/openid-configuration`
    pub fn get_configuration(&self) -> runtime::Call<'a, models::ProviderMetadata> {
        let request = runtime::Request::new(&GET_CONFIGURATION);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Get the OAuth metadata
    ///
    /// The same as `openid.get_configuration`, where OAuth 2.0 looks for it (RFC 8414).
    ///
    /// `GET /.well-known/oauth-authorization-server`
    pub fn get_metadata(&self) -> runtime::Call<'a, models::ProviderMetadata> {
        let request = runtime::Request::new(&GET_METADATA);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Begin on a device
    ///
    /// For devices without a browser (RFC 8628). The device shows `user_code` and `verification_uri`, where somebody enters
    /// the code with a browser of their own, and meanwhile asks `auth.token` for tokens, with the grant
    /// `urn:ietf:params:oauth:grant-type:device_code` and every `interval` seconds at most. Until somebody has decided, the
    /// error is `authorization_pending`; `slow_down` adds five seconds to the interval. The application authenticates as
    /// for a code. One that cannot is limited as strangers are.
    ///
    /// `POST /oauth/device_authorization`
    ///
    /// Its errors are told apart by [`AuthorizeDeviceError`].
    pub fn authorize_device(&self, body: &models::DeviceRequest) -> runtime::Call<'a, models::DeviceCodes> {
        let mut request = runtime::Request::new(&AUTHORIZE_DEVICE);
        request.form(body, &[]);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Get claims about a person
    ///
    /// Claims about the person who has signed in to an application, for the access token that it got (OpenID Connect
    /// Core 1.0). `scope` decides which: `profile` and `email`. A token without the scope `openid` is 403. With a token
    /// of your own session, all claims about you.
    ///
    /// `GET /oauth/userinfo`
    pub fn get_userinfo(&self) -> runtime::Call<'a, models::UserInfo> {
        let request = runtime::Request::new(&GET_USERINFO);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Get claims about a person, by POST
    ///
    /// The same as `openid.get_userinfo`.
    ///
    /// `POST /oauth/userinfo`
    pub fn post_userinfo(&self) -> runtime::Call<'a, models::UserInfo> {
        let request = runtime::Request::new(&POST_USERINFO);
        runtime::Call::new(self.core, request, runtime::json())
    }
}
