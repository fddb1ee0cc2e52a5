//! The program of the README, with what the README adds to it.
#![allow(deprecated, reason = "the document decides")]

use gatehouse_client::{Client, Config, Credentials, Patch, models};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Signs in when a call needs it, and keeps the tokens fresh.
    let client = Client::new(Config {
        base_url: "http://127.0.0.1:8000".to_owned(),
        credentials: Credentials::Password {
            login: "ada@example.com".to_owned(),
            password: "Analytical-Engine-1".into(),
        },
        ..Config::default()
    })?;

    // Register an account.
    match client
        .auth()
        .register(&models::RegisterRequest::new("ada@example.com", "ada", "Analytical-Engine-1"))
        .await
    {
        Ok(created) => println!("{created:?}"),
        Err(error) if error.code() == Some(models::ProblemCode::EmailTaken) => println!("conflict: {error}"),
        Err(error) => return Err(error.into()),
    }

    // Get your account.
    let found = client.me().get().await?;
    println!("{found:?}");

    // Update your profile.
    let changed = client
        .me()
        .update(&models::ProfileUpdate {
            full_name: Patch::Value("Ada Lovelace".to_owned()),
            ..Default::default()
        })
        .await?;
    println!("{changed:?}");

    use std::{fs::OpenOptions, os::unix::fs::OpenOptionsExt, sync::Arc};

    use gatehouse_client::runtime::{BoxFuture, TokenStore, Tokens};

    struct FileStore(&'static str);

    impl TokenStore for FileStore {
        fn load(&self) -> BoxFuture<'_, Option<Tokens>> {
            Box::pin(async { serde_json::from_slice(&std::fs::read(self.0).ok()?).ok()? })
        }

        fn save(&self, tokens: Option<Tokens>) -> BoxFuture<'_, ()> {
            Box::pin(async move {
                let file =
                    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(self.0);
                let saved = file.and_then(|file| Ok(serde_json::to_writer(file, &tokens)?));
                saved.unwrap_or_else(|error| eprintln!("cannot keep the tokens: {error}"));
            })
        }
    }

    let client = Client::new(Config {
        base_url: "http://127.0.0.1:8000".to_owned(),
        credentials: Credentials::Password {
            login: "ada@example.com".to_owned(),
            password: "Analytical-Engine-1".into(),
        },
        token_store: Some(Arc::new(FileStore("tokens.json"))),
        ..Config::default()
    })?;

    let mut items = client.users().list_all(&Default::default());
    while let Some(item) = items.next().await? {
        println!("{item:?}");
    }

    use std::time::Duration;

    let answer = client
        .auth()
        .register(&models::RegisterRequest::new("ada@example.com", "ada", "Analytical-Engine-1"))
        .idempotency_key("order-7") // generated otherwise, where the operation takes one
        .header("X-Trace", "1")
        .query("debug", &true)
        .timeout(Duration::from_secs(5)) // of one attempt
        .max_retries(0)
        .with_response() // with status and headers
        .await?;
    println!("{:?} {:?}", answer.etag(), answer.value);

    let mut config =
        gatehouse_client::Config { base_url: "http://127.0.0.1:8000".to_owned(), ..Default::default() };
    config.schemes.insert("bearer".to_owned(), "the token".into());
    config.schemes.insert("apiKey".to_owned(), "the key".into());
    println!("{:?}", Client::new(config)?);

    use gatehouse_client::verify::{KEYS_PATH, Rules, Verifier};

    let verifier = Verifier::new(Rules {
        keys_url: format!("http://127.0.0.1:8000{KEYS_PATH}"),
        issuer: "gatehouse".to_owned(),
        audience: "gatehouse".to_owned(),
        ..Rules::default()
    })?;
    let claims = verifier.verify("the token").await?;
    println!("{:?}", claims.subject);

    Ok(())
}
