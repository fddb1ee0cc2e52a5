//! Tokens that are good, and all the others.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _};
use serde_json::json;

use super::keys::Key;
use super::*;
use crate::runtime::tests::server::{Server, json as told};

struct Issuer {
    pair: Ed25519KeyPair,
    server: Server,
}

fn pair() -> Ed25519KeyPair {
    let secret = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
    Ed25519KeyPair::from_pkcs8(secret.as_ref()).unwrap()
}

/// The answer to who asks for the keys.
fn published(pairs: &[(&str, &Ed25519KeyPair)]) -> String {
    let keys = pairs.iter().map(|(name, pair)| {
        let x = URL_SAFE_NO_PAD.encode(pair.public_key());
        json!({"kty": "OKP", "crv": "Ed25519", "x": x, "kid": name, "alg": "EdDSA", "use": "sig"})
    });
    let foreign = json!({"kty": "other"});
    told(200, &json!({"keys": keys.chain([foreign]).collect::<Vec<_>>()}).to_string())
}

async fn issuer() -> Issuer {
    let pair = pair();
    let server = Server::answering(&[&published(&[("k1", &pair)])]).await;
    Issuer { pair, server }
}

/// Lets time pass for who looks at the clock.
async fn later(seconds: u64) {
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(seconds)).await;
    tokio::time::resume();
}

impl Issuer {
    fn verifier(&self) -> Verifier {
        let keys_url = self.server.address() + KEYS_PATH;
        let (issuer, audience) = ("us".to_owned(), "you".to_owned());
        Verifier::new(Rules { keys_url, issuer, audience, ..Rules::default() }).unwrap()
    }

    fn token(&self, header: &Value, claims: &Value) -> String {
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", encode(header), encode(claims));
        let proof = URL_SAFE_NO_PAD.encode(self.pair.sign(signed.as_bytes()));
        format!("{signed}.{proof}")
    }
}

fn header() -> Value {
    json!({"alg": "EdDSA", "typ": "at+jwt", "kid": "k1"})
}

fn claims(changes: Value) -> Value {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    let mut claims = json!({"iss": "us", "aud": "you", "sub": "ada", "exp": now + 60});
    claims.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    claims
}

#[tokio::test]
async fn a_good_token_is_accepted_with_one_look_at_the_keys() {
    let issuer = issuer().await;
    let verifier = issuer.verifier();
    for audience in [json!("you"), json!(["them", "you"])] {
        let token = issuer.token(&header(), &claims(json!({"aud": audience})));
        assert_eq!(verifier.verify(&token).await.unwrap().subject.as_deref(), Some("ada"));
    }
    assert_eq!(issuer.server.asked().len(), 1);
}

#[tokio::test]
async fn anything_else_is_not() {
    let issuer = issuer().await;
    let verifier = issuer.verifier();
    let cases = [
        (header(), claims(json!({"iss": "them"})), VerifyError::WrongIssuer),
        (header(), claims(json!({"aud": "them"})), VerifyError::WrongAudience),
        (header(), claims(json!({"exp": 1})), VerifyError::Expired),
        (header(), claims(json!({"exp": null})), VerifyError::Malformed),
        (header(), claims(json!({"nbf": 99_999_999_999_u64})), VerifyError::NotYetValid),
        (json!({"alg": "EdDSA", "typ": "JWT", "kid": "k1"}), claims(json!({})), VerifyError::WrongType),
        (
            json!({"alg": "none", "typ": "at+jwt", "kid": "k1"}),
            claims(json!({})),
            VerifyError::WrongAlgorithm,
        ),
        (
            json!({"alg": "HS256", "typ": "at+jwt", "kid": "k1"}),
            claims(json!({})),
            VerifyError::WrongAlgorithm,
        ),
        (json!({"alg": "EdDSA", "typ": "at+jwt", "kid": "k2"}), claims(json!({})), VerifyError::UnknownKey),
    ];
    for (header, claims, expected) in cases {
        let outcome = verifier.verify(&issuer.token(&header, &claims)).await;
        assert_eq!(outcome.unwrap_err(), expected);
    }
    assert_eq!(issuer.server.asked().len(), 1, "unknown names do not make it ask again at once");
}

#[tokio::test]
async fn a_token_that_was_changed_is_not() {
    let issuer = issuer().await;
    let token = issuer.token(&header(), &claims(json!({})));
    let (signed, _) = token.rsplit_once('.').unwrap();
    let other = issuer.token(&header(), &claims(json!({"sub": "eve"})));
    let (_, proof) = other.rsplit_once('.').unwrap();
    let outcome = issuer.verifier().verify(&format!("{signed}.{proof}")).await;
    assert_eq!(outcome.unwrap_err(), VerifyError::WrongSignature);
    for wrong in ["", "a.b", "a.b.c", "..", "e30.e30."] {
        assert!(issuer.verifier().verify(wrong).await.is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn what_has_to_be_understood_and_is_not_is_refused() {
    let issuer = issuer().await;
    let header = json!({"alg": "EdDSA", "typ": "at+jwt", "kid": "k1", "crit": ["b64"]});
    let outcome = issuer.verifier().verify(&issuer.token(&header, &claims(json!({})))).await;
    assert_eq!(outcome.unwrap_err(), VerifyError::Malformed);
}

#[tokio::test]
async fn keys_that_rotate_are_had_again_but_not_all_the_time() {
    let (first, second) = (pair(), pair());
    let (before, after) = (published(&[("k1", &first)]), published(&[("k1", &first), ("k2", &second)]));
    let server = Server::answering(&[&before, &after]).await;
    let issuer = Issuer { pair: second, server };
    let verifier = issuer.verifier();
    let token = issuer.token(&json!({"alg": "EdDSA", "typ": "at+jwt", "kid": "k2"}), &claims(json!({})));
    for _ in 0..2 {
        assert_eq!(verifier.verify(&token).await.unwrap_err(), VerifyError::UnknownKey);
    }
    assert_eq!(issuer.server.asked().len(), 1);
    later(11).await;
    verifier.verify(&token).await.unwrap();
    assert_eq!(issuer.server.asked().len(), 2);
}

#[tokio::test]
async fn keys_outlast_a_service_that_is_away() {
    let pair = pair();
    let server = Server::answering(&[&published(&[("k1", &pair)]), &told(503, "{}")]).await;
    let issuer = Issuer { pair, server };
    let verifier = issuer.verifier();
    let token = issuer.token(&header(), &claims(json!({})));
    verifier.verify(&token).await.unwrap();
    later(601).await;
    verifier.verify(&token).await.unwrap();
    assert_eq!(issuer.server.asked().len(), 2);
    let other = issuer.token(&json!({"alg": "EdDSA", "typ": "at+jwt", "kid": "k2"}), &claims(json!({})));
    assert!(matches!(verifier.verify(&other).await, Err(VerifyError::Keys(_))));
}

fn key(members: Value) -> Key {
    serde_json::from_value(members).unwrap()
}

#[test]
fn elliptic_curves_are_understood() {
    let (algorithm, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
    let secret = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(algorithm, secret.as_ref(), &random).unwrap();
    let proof = pair.sign(&random, b"a message").unwrap();
    let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
    let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
    let key = key(json!({"kid": "k", "kty": "EC", "crv": "P-256", "x": x, "y": y}));
    key.check("ES256", b"a message", proof.as_ref()).unwrap();
    assert_eq!(key.check("ES256", b"another", proof.as_ref()), Err(VerifyError::WrongSignature));
    assert_eq!(key.check("EdDSA", b"a message", proof.as_ref()), Err(VerifyError::WrongAlgorithm));
}

#[test]
fn rsa_is_understood() {
    let key = key(json!({"kid": "k", "kty": "RSA", "n": RSA_MODULUS, "e": "AQAB"}));
    let proof = URL_SAFE_NO_PAD.decode(RSA_PROOF).unwrap();
    key.check("RS256", b"a message", &proof).unwrap();
    assert_eq!(key.check("RS256", b"another", &proof), Err(VerifyError::WrongSignature));
}

/// A key made for this test, and its signature of `a message`.
const RSA_MODULUS: &str = "xhDPI7ex8yq0jHLtXK2jY-NndG92EdMGs2-bmji9Rv2sE8UGC7qOwucX8oHtlVxvD8iJVh4dC7oh5-Aog0LbCFT1Or\
    LnI3-_ABkkpw6kcm48CCLnfxtRso7FrgpZYydBoWa5R_6QBaduQHhgjuSIHAGnXqWm-_-Lcn5NVKLH3farZCNMeiIe\
    dtC58r7fVqWnYPtSzzkNxG6Vodoa1yO7K9-ZmmnQ8UeJMA296rkOiRkodKcOt0mIzYSPzf-lbNgf2HkpBeKNm44MHo\
    bwi4Wuh6Vp7PUy4XuG5dQXtiZkT5U_iLkTTWb2whDzhxljg43EinsPz9etYe3ur-MDUQyHgQ";
const RSA_PROOF: &str = "NJU21LdkvzIht8yrEbD8VnqhsbL7mAWrDrGG_tkhQY-E59BdFNgbZkawX-h9O5iAtZ3XJgZGz0wulHusKB9qCfFF-4\
    OQiEVd5NlQnMNri8dlMVOxNRaebNwtIICAFAtmMkCd_bOazFKgVqoi7MY9TFbENesaBHQOuJ70c4rwJBnraON0nEqa\
    i6otXuhQIIpgIVo-l8o1EUd8q_Gw2OaVrK8rCnmDHSpKE-5MZc7rT6U98gqPX7aJ8iEBAyYnsq-dP153Hbm-wEvgbD\
    7_dSlzjP9G7Pz7ygK8fli4xEsOH198ylE_p64bDagp_HVz1WFInF_Bwk096c8LWMlY1EN4bw";
