//! Operations of the group `factors`.

use std::sync::Arc;

#[allow(unused_imports, reason = "not every group has types of its own")]
use crate::models;
use crate::runtime;

pub(crate) static LIST: runtime::Operation = runtime::Operation {
    id: "factors.list",
    method: "GET",
    path: "/users/me/factors",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "422", "503"],
};

pub(crate) static ENROL_TOTP: runtime::Operation = runtime::Operation {
    id: "factors.enrol_totp",
    method: "POST",
    path: "/users/me/factors/totp",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "408", "409", "413", "415", "422", "429", "503"],
};

pub(crate) static BEGIN_PASSKEY: runtime::Operation = runtime::Operation {
    id: "factors.begin_passkey",
    method: "POST",
    path: "/users/me/factors/passkey/options",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "408", "409", "413", "415", "422", "429", "503"],
};

pub(crate) static ADD_PASSKEY: runtime::Operation = runtime::Operation {
    id: "factors.add_passkey",
    method: "POST",
    path: "/users/me/factors/passkey",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "408", "409", "413", "415", "422", "503"],
};

pub(crate) static RENAME: runtime::Operation = runtime::Operation {
    id: "factors.rename",
    method: "PATCH",
    path: "/users/me/factors/{factor_id}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "408", "413", "415", "422", "503"],
};

pub(crate) static CONFIRM: runtime::Operation = runtime::Operation {
    id: "factors.confirm",
    method: "POST",
    path: "/users/me/factors/{factor_id}/confirm",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "408", "413", "415", "422", "429", "503"],
};

pub(crate) static REMOVE: runtime::Operation = runtime::Operation {
    id: "factors.remove",
    method: "POST",
    path: "/users/me/factors/{factor_id}/remove",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "408", "413", "415", "422", "429", "503"],
};

pub(crate) static MAKE_RECOVERY_CODES: runtime::Operation = runtime::Operation {
    id: "factors.make_recovery_codes",
    method: "POST",
    path: "/users/me/recovery-codes",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "408", "409", "413", "415", "422", "429", "503"],
};
/// Your second factors: what signing in asks for besides the password.
#[derive(Clone, Copy)]
pub struct Factors<'a> {
    core: &'a Arc<runtime::Core>,
}

impl<'a> Factors<'a> {
    pub(crate) fn new(core: &'a Arc<runtime::Core>) -> Self {
        Self { core }
    }

    /// List your second factors
    ///
    /// The confirmed ones, oldest first, and how many recovery codes are left.
    ///
    /// `GET /users/me/factors`
    pub fn list(&self) -> runtime::Call<'a, models::FactorList> {
        let request = runtime::Request::new(&LIST);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Enrol an authenticator app
    ///
    /// Returns a new secret, also as an `otpauth` URI and as a QR code to scan. It counts only once `factors.confirm`
    /// receives a code that was made with it, within 15 minutes; enrolling again replaces it.
    ///
    /// A wrong password is 403 `current_password_invalid` and counts as a failed sign-in; too many are 429
    /// `too_many_attempts`. Ten factors are the most that an account can have: 409 `factor_limit`.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `POST /users/me/factors/totp`
    pub fn enrol_totp(&self, body: &models::TotpEnrol) -> runtime::Call<'a, models::TotpEnrolment> {
        let mut request = runtime::Request::new(&ENROL_TOTP);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Begin to make a passkey
    ///
    /// A page of this service's own domain passes the `options` to `navigator.credentials.create()`, and what that returns to
    /// `factors.add_passkey`, in the same session. The challenge in them works once, for five minutes; asking again
    /// replaces it.
    ///
    /// A wrong password is 403 `current_password_invalid` and counts as a failed sign-in; too many are 429
    /// `too_many_attempts`. Ten factors are the most that an account can have: 409 `factor_limit`.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `POST /users/me/factors/passkey/options`
    pub fn begin_passkey(&self, body: &models::PasswordProof) -> runtime::Call<'a, models::PasskeyOptions> {
        let mut request = runtime::Request::new(&BEGIN_PASSKEY);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Add a passkey
    ///
    /// Send as `credential` what `navigator.credentials.create()` returned for the options of `factors.begin_passkey`, by
    /// its `toJSON()`. From now on, signing in asks for it. With your first factor you get ten recovery codes, each of
    /// which stands in for it once; they are shown only here. You are told by email.
    ///
    /// 403 `passkey_invalid` if page, domain or challenge are not those of the options; the challenge is used up all the
    /// same. A passkey that some account has already is 409 `passkey_exists`, an eleventh factor 409 `factor_limit`.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `POST /users/me/factors/passkey`
    pub fn add_passkey(&self, body: &models::PasskeyAdd) -> runtime::Call<'a, models::FactorConfirmed> {
        let mut request = runtime::Request::new(&ADD_PASSKEY);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Rename one of your second factors
    ///
    /// 404 `factor_not_found` if you have no such confirmed factor.
    ///
    /// `PATCH /users/me/factors/{factor_id}`
    pub fn rename(
        &self,
        factor_id: uuid::Uuid,
        body: &models::FactorRename,
    ) -> runtime::Call<'a, models::Factor> {
        let mut request = runtime::Request::new(&RENAME);
        request.path("factor_id", &factor_id);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Confirm a second factor
    ///
    /// From now on, signing in asks for a code. With your first factor you get ten recovery codes, each of which stands in
    /// for a code once; they are shown only here. You are told by email.
    ///
    /// A wrong code is 403 `factor_code_invalid`; too many are 429 `too_many_attempts`. 404 `factor_not_found` if no such
    /// factor waits to be confirmed.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `POST /users/me/factors/{factor_id}/confirm`
    pub fn confirm(
        &self,
        factor_id: uuid::Uuid,
        body: &models::FactorConfirm,
    ) -> runtime::Call<'a, models::FactorConfirmed> {
        let mut request = runtime::Request::new(&CONFIRM);
        request.path("factor_id", &factor_id);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Remove one of your second factors
    ///
    /// With the last one your recovery codes go too, and the password alone signs you in again. You are told by email. A wrong
    /// password is 403 `current_password_invalid` and counts as a failed sign-in; too many are 429 `too_many_attempts`. 404
    /// `factor_not_found` if you have no such confirmed factor.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `POST /users/me/factors/{factor_id}/remove`
    pub fn remove(&self, factor_id: uuid::Uuid, body: &models::PasswordProof) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&REMOVE);
        request.path("factor_id", &factor_id);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Make new recovery codes
    ///
    /// Ten new codes, shown only here; the old ones are void. You are told by email. A wrong password is 403
    /// `current_password_invalid` and counts as a failed sign-in; too many are 429 `too_many_attempts`. Without a second
    /// factor there is nothing to recover: 409 `no_factor`.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `POST /users/me/recovery-codes`
    pub fn make_recovery_codes(
        &self,
        body: &models::PasswordProof,
    ) -> runtime::Call<'a, models::RecoveryCodes> {
        let mut request = runtime::Request::new(&MAKE_RECOVERY_CODES);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }
}
