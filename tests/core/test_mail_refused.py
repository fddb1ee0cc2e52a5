"""What a mail server refuses, for now or for good, and mails that are sent again."""

from dataclasses import replace

import pytest

from gatehouse.core.mail import MailNotSent, MailRefused, SmtpMailer
from tests.core.test_mail import MESSAGE, Inbox, listening, mail_server, settings


@pytest.mark.parametrize(
    ("answer", "for_good"),
    [("550 no such box", True), ("553 no such box", True), ("451 later", False), ("452 full", False)],
)
async def test_says_what_the_server_answered_and_whether_for_good(answer, for_good):
    async with listening(mail_server(Inbox(answer))) as port:
        with pytest.raises(MailNotSent, match=f"answered {answer[:3]} ") as raised:
            await SmtpMailer(settings(port)).send(MESSAGE)
    assert isinstance(raised.value, MailRefused) is for_good
    assert MESSAGE.recipient not in str(raised.value)


async def test_the_same_mail_has_the_same_id_however_often_it_is_sent():
    inbox = Inbox()
    async with listening(mail_server(inbox)) as port:
        for key in ("aa", "aa", "bb", "", ""):
            await SmtpMailer(settings(port)).send(replace(MESSAGE, key=key))
    ids = [mail["Message-ID"] for mail in inbox.mails()]
    assert ids[:3] == ["<aa@localhost>", "<aa@localhost>", "<bb@localhost>"]
    assert len(set(ids)) == 4
