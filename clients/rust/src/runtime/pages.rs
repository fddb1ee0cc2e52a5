//! Lists that come in pages.

use std::collections::VecDeque;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use reqwest::header::LINK;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::encode::scalar;
use super::{Answer, BoxFuture, Core, Error, Request};

/// How one page leads to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageStyle {
    /// The value at `next` is sent as the parameter.
    Cursor,
    /// The value at `next` is the address of the next page.
    NextUrl,
    /// The header `Link` has the address of the next page.
    Link,
    /// The parameter counts items.
    Offset,
    /// The parameter counts pages.
    Page,
}

/// What the document says about the pages of a list.
#[derive(Debug)]
pub struct Paging {
    /// How one page leads to the next.
    pub style: PageStyle,
    /// Where in a page the items are.
    pub items: &'static [&'static str],
    /// Where in a page its successor is.
    pub next: &'static [&'static str],
    /// Where in a page it says whether it has a successor.
    pub more: &'static [&'static str],
    /// The parameter that chooses a page.
    pub parameter: &'static str,
    /// Where in the body a page is chosen instead.
    pub member: &'static [&'static str],
    /// The number of the first page.
    pub first: u64,
}

/// All items of a list, page by page, as they are asked for.
#[must_use = "nothing is sent until the first item is asked for"]
pub struct Items<'a, T> {
    core: &'a Arc<Core>,
    paging: &'static Paging,
    request: Option<Request>,
    arrived: Option<Page>,
    page: Option<BoxFuture<'a, Result<Answer, Error>>>,
    asked: Option<Request>,
    kind: PhantomData<fn() -> T>,
}

/// A page that has arrived, and the items that are left of it.
struct Page {
    answer: Answer,
    items: VecDeque<Value>,
}

impl Page {
    fn next<T: DeserializeOwned>(&mut self) -> Option<Result<T, Error>> {
        let item = self.items.pop_front()?;
        Some(self.answer.decoded(serde_json::from_value(item)))
    }
}

impl<'a, T: DeserializeOwned> Items<'a, T> {
    /// The items of a list that a request begins with.
    pub fn new(core: &'a Arc<Core>, request: Request, paging: &'static Paging) -> Self {
        Self {
            core,
            paging,
            request: Some(request),
            arrived: None,
            page: None,
            asked: None,
            kind: PhantomData,
        }
    }

    /// The next item, until there is none.
    ///
    /// # Errors
    ///
    /// Every way in which a call can fail. After an item that cannot be decoded come the others; after any other
    /// error there are no more.
    pub async fn next(&mut self) -> Result<Option<T>, Error> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()
    }

    /// All items that are left.
    ///
    /// # Errors
    ///
    /// Every way in which a call can fail.
    pub async fn collect(mut self) -> Result<Vec<T>, Error> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await? {
            all.push(item);
        }
        Ok(all)
    }

    fn take_page(&mut self, mut answer: Answer) -> Result<(), Error> {
        let page: Value = answer.json()?;
        let items = match at(&page, self.paging.items) {
            Some(Value::Array(items)) => items.clone(),
            None | Some(Value::Null) => Vec::new(),
            Some(_) => return Err(answer.undecodable("the items are no list".to_owned())),
        };
        let asked = self.asked.take();
        self.request =
            asked.map(|asked| self.following(asked, &page, &answer, items.len())).transpose()?.flatten();
        answer.body = Vec::new();
        self.arrived = Some(Page { answer, items: items.into() });
        Ok(())
    }

    /// The request for the page after this one.
    fn following(
        &self,
        request: Request,
        page: &Value,
        answer: &Answer,
        count: usize,
    ) -> Result<Option<Request>, Error> {
        let paging = self.paging;
        if !paging.more.is_empty() && at(page, paging.more).and_then(Value::as_bool) == Some(false) {
            return Ok(None);
        }
        let next = at(page, paging.next).map(scalar).filter(|text| !text.is_empty());
        match paging.style {
            PageStyle::Cursor => {
                let found = at(page, paging.next).filter(|_| next.is_some());
                found.map(|cursor| at_cursor(request, paging, cursor, answer)).transpose()
            }
            PageStyle::NextUrl => self.at_address(request, next, answer),
            PageStyle::Link => self.at_address(request, next_link(answer), answer),
            PageStyle::Offset | PageStyle::Page if count == 0 => Ok(None),
            PageStyle::Offset => Ok(Some(advanced(request, paging, 0, count as u64))),
            PageStyle::Page => Ok(Some(advanced(request, paging, paging.first, 1))),
        }
    }

    fn at_address(
        &self,
        mut request: Request,
        address: Option<String>,
        answer: &Answer,
    ) -> Result<Option<Request>, Error> {
        let Some(address) = address else {
            return Ok(None);
        };
        match self.core.resolve(&address) {
            Some(url) if request.url.as_ref() == Some(&url) => Err(circular(answer)),
            Some(url) if self.core.is_ours(&request, &url) => {
                request.url = Some(url);
                request.query.clear();
                Ok(Some(request))
            }
            _ => Err(Error::Input("the next page is at another host, and was not asked for".to_owned())),
        }
    }
}

impl<T: DeserializeOwned> Stream for Items<'_, T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.arrived.as_mut().and_then(Page::next) {
                return Poll::Ready(Some(item));
            }
            if let Some(page) = &mut self.page {
                let outcome = ready!(page.as_mut().poll(context));
                self.page = None;
                if let Err(error) = outcome.and_then(|answer| self.take_page(answer)) {
                    self.request = None;
                    return Poll::Ready(Some(Err(error)));
                }
                continue;
            }
            let Some(request) = self.request.take() else {
                return Poll::Ready(None);
            };
            let core = self.core;
            self.asked = Some(request.clone());
            self.page = Some(Box::pin(async move { core.send(request, false).await }));
        }
    }
}

fn at<'v>(page: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter().try_fold(page, |value, name| value.get(name))
}

/// What a request says about the page that it wants.
fn position(request: &Request, paging: &Paging) -> Option<String> {
    if paging.member.is_empty() {
        let sent = request.query.iter().find(|(name, _)| name == paging.parameter);
        return sent.map(|(_, text)| text.clone());
    }
    at(&request.sent(), paging.member).map(scalar)
}

fn moved(mut request: Request, paging: &Paging, position: &Value) -> Request {
    if paging.member.is_empty() {
        request.set_query(paging.parameter, &scalar(position));
    } else {
        request.set_member(paging.member, position);
    }
    request
}

fn at_cursor(request: Request, paging: &Paging, cursor: &Value, answer: &Answer) -> Result<Request, Error> {
    let before = position(&request, paging);
    let following = moved(request, paging, cursor);
    if before == position(&following, paging) { Err(circular(answer)) } else { Ok(following) }
}

fn circular(answer: &Answer) -> Error {
    answer.undecodable("the next page is the same as this one".to_owned())
}

fn advanced(request: Request, paging: &Paging, first: u64, step: u64) -> Request {
    let current = position(&request, paging).and_then(|text| text.parse().ok()).unwrap_or(first);
    moved(request, paging, &current.saturating_add(step).into())
}

/// The address in a `Link` header that has `rel="next"`.
fn next_link(answer: &Answer) -> Option<String> {
    let links = answer.headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok());
    links.flat_map(|value| value.split('<').skip(1)).find_map(|link| {
        let (address, rest) = link.split_once('>')?;
        let mut parts = rest.split([';', ',']).map(str::trim);
        parts.any(|part| matches!(part, "rel=\"next\"" | "rel=next")).then(|| address.to_owned())
    })
}
