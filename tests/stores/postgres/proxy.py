"""A socket between a store and its server, which can end a connection at its COMMIT."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

NAME = ".s.PGSQL.5432"


class Proxy:
    """Passes everything on. cuts_at: "asked" to lose the next COMMIT, "answered" to lose the answer to it."""

    def __init__(self, server: str, folder: Path) -> None:
        self.cuts_at = ""
        parts = urlsplit(server)
        self.url = parts._replace(query=f"host={folder}").geturl()
        self._server = f"{parse_qs(parts.query)['host'][0]}/{NAME}"
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(f"{folder}/{NAME}")
        self._listening.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
                for work in (self._pass_questions, self._pass_answers):
                    threading.Thread(target=work, args=(client, server), daemon=True).start()

    def _pass_questions(self, client: socket.socket, server: socket.socket) -> None:
        with client, server, suppress(OSError):
            while asked := client.recv(65536):
                if self.cuts_at and b"COMMIT\0" in asked:
                    was, self.cuts_at = self.cuts_at, ""
                    if was == "answered":
                        server.sendall(asked)
                        server.settimeout(5)
                        # The other thread may take the answer; it is passed to nobody either way.
                        client.shutdown(socket.SHUT_RDWR)
                        with suppress(OSError):
                            server.recv(65536)
                    break
                server.sendall(asked)
            for each in (client, server):
                each.shutdown(socket.SHUT_RDWR)

    def _pass_answers(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while answer := server.recv(65536):
                client.sendall(answer)
            client.shutdown(socket.SHUT_RDWR)


@contextmanager
def proxied(server: str, folder: Path) -> Iterator[Proxy]:
    """A proxy to a server, whose socket is in this folder."""
    proxy = Proxy(server, folder)
    try:
        yield proxy
    finally:
        proxy.close()
