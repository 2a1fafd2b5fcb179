import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.ops.addresses import ListenAddress
from bot.ops.http_server import CannotListen, Respond, listening, reporting
from tests.platforms.telegram.servers import free_port


async def well() -> tuple[bool, Mapping[str, object]]:
    return True, {"dead_letters": 0}


async def ill() -> tuple[bool, Mapping[str, object]]:
    return False, {"dead_letters": 7}


async def broken(_request: web.BaseRequest) -> web.StreamResponse:
    raise ValueError("private words")


async def reads_all(request: web.BaseRequest) -> web.StreamResponse:
    return web.Response(body=await request.read())


ROUTES = {"/well": reporting(well), "/ill": reporting(ill), "/broken": broken, "/all": reads_all}


@asynccontextmanager
async def served(routes: Mapping[str, Respond] = ROUTES, **limits: Any) -> AsyncIterator[ListenAddress]:
    address = ListenAddress("127.0.0.1", free_port())
    async with listening("HEALTH_LISTEN", address, routes.get, **limits):
        yield address


async def ask(address: ListenAddress, path: str, method: str = "GET") -> tuple[int, str]:
    async with aiohttp.ClientSession() as http, http.request(method, f"http://{address}{path}") as answer:
        return answer.status, await answer.text()


@pytest.mark.parametrize(
    ("method", "path", "answer"),
    [
        ("GET", "/well", (200, '{"status": "ok", "dead_letters": 0}')),
        ("GET", "/ill", (503, '{"status": "failing", "dead_letters": 7}')),
        ("HEAD", "/ill", (503, "")),
        ("POST", "/well", (405, "")),
        ("GET", "/", (404, "")),
        ("GET", "/well/", (404, "")),
        ("GET", "/broken", (500, "")),
    ],
)
async def test_each_path_has_its_answer(
    method: str, path: str, answer: tuple[int, str], caplog: pytest.LogCaptureFixture
) -> None:
    async with served() as address:
        assert await ask(address, path, method) == answer

    assert "private words" not in caplog.text


async def test_a_path_may_get_another_answer_later() -> None:
    routes: dict[str, Respond] = {"/": reporting(ill)}
    async with served(routes) as address:
        before = await ask(address, "/")
        routes["/"] = reporting(well)

        assert (before[0], (await ask(address, "/"))[0]) == (503, 200)


async def test_an_address_in_use_is_told_with_its_setting() -> None:
    async with served() as address:
        with pytest.raises(
            CannotListen, match=rf"HEALTH_LISTEN: cannot listen on {address} \(.*address already in use.*\)\."
        ):
            async with listening("HEALTH_LISTEN", address, ROUTES.get):
                pass


@pytest.mark.parametrize(
    "raw",
    [
        b"nonsense\r\n\r\n",
        b"POST /all HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf",
        b"\x16\x03\x01\x02",
    ],
    ids=["nonsense", "half a body", "TLS"],
)
async def test_a_request_that_is_none_or_breaks_off_is_survived(
    raw: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with served() as address:
        _, writer = await asyncio.open_connection(address.host, address.port)
        writer.write(raw)
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        await asyncio.sleep(0.05)

        assert (await ask(address, "/well"))[0] == 200
    assert "Traceback" not in caplog.text
    assert [each for each in caplog.records if each.exc_info] == []


async def is_closed(reader: asyncio.StreamReader) -> bool:
    with suppress(ConnectionError):
        return await reader.read() == b""
    return True


async def test_idle_connections_leave_room_for_the_rest_of_the_process(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with asyncio.timeout(20), served(most=3) as address:
        lines = [await asyncio.open_connection(address.host, address.port) for _ in range(4)]

        assert await is_closed(lines[3][0])
        lines[0][1].write(b"GET /well HTTP/1.1\r\nHost: here\r\n\r\n")
        assert await lines[0][0].readline() == b"HTTP/1.1 200 OK\r\n"
        for _, writer in lines:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()
        assert (await ask(address, "/well"))[0] == 200
    assert caplog.text == ""


@pytest.mark.parametrize("began", [b"", b"GET /well HT"])
async def test_a_connection_on_which_nothing_is_asked_is_closed(began: bytes) -> None:
    async with asyncio.timeout(20), served(quiet=0.1) as address:
        reader, writer = await asyncio.open_connection(address.host, address.port)
        writer.write(began)

        assert await is_closed(reader)
        writer.close()


@pytest.mark.parametrize(
    "request_line", ["GET /secret/" + "a" * 9_000, "GET /secret HTTP/9.9.9", "GET\0/secret"]
)
async def test_what_is_wrong_with_a_request_is_in_no_log(
    request_line: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with asyncio.timeout(20), served() as address:
        reader, writer = await asyncio.open_connection(address.host, address.port)
        writer.write(f"{request_line}\r\nHost: here\r\n\r\n".encode())

        assert await reader.readline() == b"HTTP/1.0 400 Bad Request\r\n"
        writer.close()

    assert caplog.text == ""
