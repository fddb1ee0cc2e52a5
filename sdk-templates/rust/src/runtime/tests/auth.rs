//! Logging in, renewing, and doing either once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use serde_json::Value;

use super::server::{Asked, Server, answer, json};
use super::{GET, config, core};
use crate::runtime::{
    self, BoxFuture, Call, Config, Core, Credentials, Error, FactorDue, MemoryStore, Request, SecondFactor,
    Secret, TokenStore, Tokens,
};

/// Gives tokens named after how often it was asked, and accepts the last one only.
async fn service(lasts: u64) -> (Server, Arc<AtomicUsize>) {
    let given = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&given);
    let server = Server::new(move |asked: &Asked, _| match asked.target() {
        "POST /login" | "POST /refresh" => {
            if asked.body.contains("wrong") {
                return json(401, r#"{"code": "invalid_credentials", "detail": "no"}"#);
            }
            let number = counted.fetch_add(1, Ordering::SeqCst) + 1;
            json(
                200,
                &format!(
                    r#"{{"access_token": "a{number}", "refresh_token": "r{number}", "expires_in": {lasts}}}"#
                ),
            )
        }
        _ if asked.header("authorization")
            == Some(&format!("Bearer a{}", counted.load(Ordering::SeqCst))) =>
        {
            json(200, "1")
        }
        _ => json(401, r#"{"code": "invalid_token"}"#),
    });
    (server.await, given)
}

fn password(server: &Server, login: &str, password: &str) -> Arc<Core> {
    let credentials = Credentials::Password { login: login.to_owned(), password: password.into() };
    core(Config { credentials, ..config(server) })
}

fn tokens(access_token: &str, refresh_token: &str) -> Credentials {
    Credentials::Tokens { access_token: access_token.into(), refresh_token: Some(refresh_token.into()) }
}

async fn get(core: &Arc<Core>) -> Result<Value, Error> {
    let mut request = Request::new(&GET);
    request.path("id", "1");
    Call::new(core, request, runtime::json()).await
}

#[tokio::test]
async fn a_password_is_traded_for_a_token_once() {
    let (server, given) = service(900).await;
    let client = password(&server, "ada@example.com", "pw");
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let client = Arc::clone(&client);
            tokio::spawn(async move { get(&client).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(given.load(Ordering::SeqCst), 1);
    assert!(server.asked()[0].body.contains(r#""email":"ada@example.com""#));
}

#[tokio::test]
async fn a_name_without_an_at_sign_is_a_username() {
    let (server, _) = service(900).await;
    get(&password(&server, "ada", "pw")).await.unwrap();
    assert!(server.asked()[0].body.contains(r#""username":"ada""#));
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_for_all() {
    let (server, given) = service(900).await;
    let client = core(Config { credentials: tokens("old", "r0"), ..config(&server) });
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let client = Arc::clone(&client);
            tokio::spawn(async move { get(&client).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(given.load(Ordering::SeqCst), 1);
    let renewals: Vec<_> =
        server.asked().into_iter().filter(|asked| asked.target() == "POST /refresh").collect();
    assert_eq!(renewals.len(), 1);
    assert_eq!(renewals[0].body, r#"{"refresh_token":"r0"}"#);
}

/// A store that takes its time, as a file or a database does.
#[derive(Default)]
struct Slow(MemoryStore);

impl TokenStore for Slow {
    fn load(&self) -> BoxFuture<'_, Option<Tokens>> {
        Box::pin(async {
            tokio::time::sleep(Duration::from_millis(20)).await;
            self.0.load().await
        })
    }

    fn save(&self, tokens: Option<Tokens>) -> BoxFuture<'_, ()> {
        Box::pin(async {
            tokio::time::sleep(Duration::from_millis(60)).await;
            self.0.save(tokens).await;
        })
    }
}

#[tokio::test]
async fn tokens_that_were_given_are_there_for_all_calls_at_once() {
    let server = Server::new(|asked, _| match asked.header("authorization") {
        Some("Bearer mine") => json(200, "1"),
        _ => json(401, r#"{"code": "invalid_token"}"#),
    });
    let server = server.await;
    let token_store: Option<Arc<dyn TokenStore>> = Some(Arc::new(Slow::default()));
    let client = core(Config { credentials: tokens("mine", "r0"), token_store, ..config(&server) });
    let (one, two) = tokio::join!(get(&client), get(&client));
    one.unwrap();
    two.unwrap();
    assert_eq!(server.asked().len(), 2);
}

#[tokio::test]
async fn a_token_is_renewed_ahead_of_its_end() {
    let (server, given) = service(10).await;
    let client = password(&server, "ada", "pw");
    get(&client).await.unwrap();
    get(&client).await.unwrap();
    assert_eq!(given.load(Ordering::SeqCst), 2);
    assert!(
        server
            .asked()
            .iter()
            .all(|asked| !asked.target().starts_with("GET") || asked.header("authorization").is_some())
    );
    assert!(server.asked().iter().any(|asked| asked.body == r#"{"refresh_token":"r1"}"#));
}

#[tokio::test]
async fn what_cannot_be_renewed_is_an_error_and_not_a_circle() {
    let server = Server::new(|asked, _| match asked.target() {
        "POST /refresh" => json(200, r#"{"access_token": "a", "refresh_token": "r"}"#),
        _ => json(401, r#"{"code": "invalid_token"}"#),
    });
    let server = server.await;
    let client = core(Config { credentials: tokens("old", "r0"), ..config(&server) });
    let error = get(&client).await.unwrap_err();
    assert_eq!((error.status(), error.code_text()), (Some(401), Some("invalid_token")));
    assert_eq!(server.asked().len(), 3);
}

#[tokio::test]
async fn a_wrong_password_is_the_error_of_the_login() {
    let (server, _) = service(900).await;
    let error = get(&password(&server, "ada", "wrong")).await.unwrap_err();
    assert_eq!(error.code_text(), Some("invalid_credentials"));
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_spent_refresh_token_leads_back_to_the_password() {
    let (server, _) = service(900).await;
    let store = Arc::new(MemoryStore::default());
    let gone = Some(SystemTime::now() - Duration::from_secs(60));
    store
        .save(Some(Tokens {
            access_token: "old".into(),
            refresh_token: Some("wrong".into()),
            expires_at: gone,
        }))
        .await;
    let credentials = Credentials::Password { login: "ada".to_owned(), password: "pw".into() };
    let store: Arc<dyn TokenStore> = store;
    let client = core(Config { credentials, token_store: Some(Arc::clone(&store)), ..config(&server) });
    get(&client).await.unwrap();
    assert_eq!(store.load().await.unwrap().access_token, Secret::from("a1"));
}

#[tokio::test]
async fn a_caller_that_leaves_does_not_lose_the_next_token() {
    let server = Server::new(|asked, number| match (asked.target(), number) {
        ("POST /refresh", _) => {
            std::thread::sleep(Duration::from_millis(200));
            json(200, r#"{"access_token": "new", "refresh_token": "r1", "expires_in": 900}"#)
        }
        _ if asked.header("authorization") == Some("Bearer new") => json(200, "1"),
        _ => answer(401, "", ""),
    });
    let server = server.await;
    let client = core(Config { credentials: tokens("old", "r0"), ..config(&server) });
    let left = tokio::time::timeout(Duration::from_millis(100), get(&client)).await;
    assert!(left.is_err());
    get(&client).await.unwrap();
    let renewals = server.asked().iter().filter(|asked| asked.target() == "POST /refresh").count();
    assert_eq!(renewals, 1);
}

#[test]
fn secrets_do_not_show() {
    let text = format!("{:?}", tokens("open", "sesame"));
    assert!(!text.contains("open") && !text.contains("sesame"), "{text}");
}

async fn guarded() -> Server {
    let server = Server::new(|asked: &Asked, _| match asked.target() {
        "POST /login" => json(200, r#"{"status": "factor_required", "login_token": "very-secret-token"}"#),
        "POST /second" if asked.body.contains("492039") && asked.body.contains("very-secret-token") => {
            json(200, r#"{"access_token": "a1", "refresh_token": "r1", "expires_in": 900}"#)
        }
        "POST /second" => json(403, r#"{"code": "factor_code_invalid"}"#),
        _ => json(200, "1"),
    });
    server.await
}

#[tokio::test]
async fn a_second_step_takes_the_code_that_somebody_finds_out() {
    let server = guarded().await;
    let credentials = Credentials::Password { login: "ada".to_owned(), password: "pw".into() };
    let ask: Arc<dyn SecondFactor> = Arc::new(|due: &FactorDue| match due.answer()["login_token"].as_str() {
        Some("very-secret-token") => Ok(Secret::from("492039")),
        _ => Err(Error::Input("no token".to_owned())),
    });
    let client = core(Config { credentials, second_factor: Some(ask), ..config(&server) });
    get(&client).await.unwrap();
}

#[tokio::test]
async fn without_anybody_to_ask_the_error_tells_no_token() {
    let server = guarded().await;
    let error = get(&password(&server, "ada", "pw")).await.unwrap_err();
    assert!(matches!(error, Error::FactorRequired(_)) && !error.is_retryable());
    assert!(!format!("{error} {error:?}").contains("very-secret-token"));
}
