"""Real servers on loopback that take mail: one that speaks the protocol well, and one that does as it is told."""

import asyncio
import email
import socket
import threading
from contextlib import contextmanager
from email import policy

from aiosmtpd.smtp import SMTP, AuthResult

STAGES = ("helo", "mail", "rcpt", "data", "taken", "quit")
"""When a hook is called: on a greeting, a sender, a recipient; when all of a message is there; when it is taken and not
yet answered; on leave-taking."""


class Post:
    """An SMTP server in a thread of its own.

    `answers` has another answer for a stage, in order, one for each time; `hooks` what is called there first, with the
    connection's protocol. `users` are who may log in, with their passwords. `letters` are the messages taken.
    """

    def __init__(self, *, users=None, tls=None) -> None:
        self.letters, self.recipients, self.logins = [], [], []
        self.answers = {stage: [] for stage in STAGES}
        self.hooks = {}
        self._users, self._tls = users or {}, tls
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_):
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _close(self):
        self._server.close()
        busy = asyncio.all_tasks() - {asyncio.current_task()}
        for task in busy:
            task.cancel()
        await asyncio.gather(*busy, return_exceptions=True)

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def ids(self):
        return [letter["Message-ID"] for letter in self.letters]

    async def _listen(self):
        return await self._loop.create_server(self._protocol, "127.0.0.1", 0)

    def _protocol(self):
        login = {"authenticator": self._login, "auth_require_tls": False} if self._users else {}
        return SMTP(self, hostname="post.example", tls_context=self._tls, loop=self._loop, **login)

    def _login(self, server, session, envelope, mechanism, data):  # noqa: ARG002 - called so by the library
        told = (data.login.decode(), data.password.decode())
        self.logins.append(told)
        return AuthResult(success=told in self._users.items(), handled=False)

    async def _stage(self, name, server, otherwise):
        hook = self.hooks.get(name)
        if hook:
            await hook(server)
        return self.answers[name].pop(0) if self.answers[name] else otherwise

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: ARG002, N802 - the library's
        session.host_name = hostname
        answer = await self._stage("helo", server, None)
        return [answer] if answer else responses

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: ARG002, N802 - the library's
        answer = await self._stage("mail", server, "250 yes")
        envelope.mail_from = address
        return answer

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: ARG002, N802 - the library's
        answer = await self._stage("rcpt", server, "250 yes")
        envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: ARG002, N802 - the library's
        answer = await self._stage("data", server, "250 taken")
        if answer.startswith("250"):
            self.letters.append(email.message_from_bytes(envelope.content, policy=policy.default))
            self.recipients += envelope.rcpt_tos
        return await self._stage("taken", server, answer)

    async def handle_QUIT(self, server, session, envelope):  # noqa: ARG002, N802 - the library's
        return await self._stage("quit", server, "221 bye")


async def vanish(server):
    """A hook: the connection is reset."""
    server.transport.abort()


@contextmanager
def scripted(script):
    """The port of a server that does with its first connection what the script does."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve():
            try:
                connection, _ = listening.accept()
                with connection:
                    script(connection)
            except OSError:
                pass  # the other side left first

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        listening.close()
        thread.join(10)
