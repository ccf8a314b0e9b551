"""A short-message centre on the loopback, in a process of its own: it speaks SMPP from the bytes up, not by a library.

It tells its port, then one JSON line for each whole message, and does what its options say is to go wrong."""

import argparse
import contextlib
import json
import socket
import struct
import threading
import time
from dataclasses import dataclass, field
from typing import Any

BIND, SUBMIT, DELIVER, UNBIND, ENQUIRE, ANSWER = 0x09, 0x04, 0x05, 0x06, 0x15, 0x80000000
THROTTLED, NO_ADDRESS, NO_PASSWORD = 0x58, 0x0B, 0x0E
SAR_REF, SAR_TOTAL, SAR_PART = 0x020C, 0x020E, 0x020F
STATES = {"delivered": "DELIVRD", "failed": "UNDELIV"}


@dataclass
class Office:
    """What all connections share."""

    asked: argparse.Namespace
    lock: threading.Lock = field(default_factory=threading.Lock)
    submits: int = 0
    parts: dict[tuple[str, int], dict[int, str]] = field(default_factory=dict)
    dropped: int = 0
    count: int = 0

    def say(self, **told: Any) -> None:
        with self.lock:
            print(json.dumps(told, ensure_ascii=False), flush=True)


def pdu(command: int, status: int, sequence: int, body: bytes = b"") -> bytes:
    return struct.pack(">IIII", 16 + len(body), command, status, sequence) + body


def c_string(data: bytes, at: int) -> tuple[bytes, int]:
    end = data.index(0, at)
    return data[at:end], end + 1


def receive(line: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = line.recv(size - len(data))
        if not part:
            raise ConnectionError
        data += part
    return data


class Desk(threading.Thread):
    """One connection."""

    def __init__(self, line: socket.socket, office: Office) -> None:
        super().__init__(daemon=True)
        self.line, self.office, self.asked = line, office, office.asked

    def run(self) -> None:
        with contextlib.suppress(OSError, ConnectionError), self.line:
            while True:
                length, command, _status, sequence = struct.unpack(">IIII", receive(self.line, 16))
                body = receive(self.line, length - 16)
                if not self.answer(command, sequence, body):
                    return

    def answer(self, command: int, sequence: int, body: bytes) -> bool:
        if command == BIND:
            return self.bind(sequence, body)
        if command == SUBMIT:
            return self.submit(sequence, body)
        if command == ENQUIRE and not self.asked.deaf:
            self.office.say(enquired=True)
            self.line.sendall(pdu(ANSWER | ENQUIRE, 0, sequence))
        if command == UNBIND:
            self.office.say(unbound=True)
            self.line.sendall(pdu(ANSWER | UNBIND, 0, sequence))
            return False
        return True

    def bind(self, sequence: int, body: bytes) -> bool:
        name, at = c_string(body, 0)
        password, _ = c_string(body, at)
        good = (name, password) == (b"yanping", b"geheim")
        self.office.say(bound=good)
        if self.asked.garbage:
            self.line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n" * 20)
            return True
        self.line.sendall(pdu(ANSWER | BIND, 0 if good else NO_PASSWORD, sequence, b"centre\0"))
        return good

    def submit(self, sequence: int, body: bytes) -> bool:
        office = self.office
        with office.lock:
            office.submits += 1
            number = office.submits
        if number == self.asked.drop_at:
            return False
        if number <= self.asked.throttle:
            self.line.sendall(pdu(ANSWER | SUBMIT, THROTTLED, sequence))
            return True
        told = read_submit(body)
        if told["to"] in self.asked.unknown:
            self.line.sendall(pdu(ANSWER | SUBMIT, NO_ADDRESS, sequence))
            return True
        with office.lock:
            office.count += 1
            ref = f"c{office.count}"
        self.line.sendall(pdu(ANSWER | SUBMIT, 0, sequence, ref.encode() + b"\0"))
        self.whole(told, ref)
        if self.asked.receipts in STATES and told["receipt"]:
            time.sleep(self.asked.after)
            self.line.sendall(pdu(DELIVER, 0, 9000 + number, receipt(ref, told["to"], STATES[self.asked.receipts])))
        if self.asked.chatter:
            self.line.sendall(pdu(DELIVER, 0, 9500 + number, deliver(told["to"], 0, "收到".encode("utf-16-be"), 8)))
        return True

    def whole(self, told: dict[str, Any], ref: str) -> None:
        key = (told["to"], told["mark"])
        parts = self.office.parts.setdefault(key, {})
        parts[told["part"]] = told["data"]
        if len(parts) == told["of"]:
            data = b"".join(parts[place] for place in sorted(parts))
            del self.office.parts[key]
            self.office.say(to=told["to"], text=data.decode("utf-16-be"), of=told["of"], coding=told["coding"], ref=ref)


def read_submit(body: bytes) -> dict[str, Any]:
    """The fields of a submit_sm, and where its text stands among the parts of a long one."""
    _service, at = c_string(body, 0)
    _source, at = c_string(body, at + 2)
    to, at = c_string(body, at + 2)
    esm_class, at = body[at], at + 3
    _schedule, at = c_string(body, at)
    _validity, at = c_string(body, at)
    registered, coding, length = body[at], body[at + 2], body[at + 4]
    data, more = body[at + 5 : at + 5 + length], body[at + 5 + length :]
    fields = optional(more)
    mark, of, part = 0, 1, 1
    if esm_class & 0x40:
        mark, of, part, data = data[3], data[4], data[5], data[data[0] + 1 :]
    elif SAR_REF in fields:
        mark, of, part = (int.from_bytes(fields[name], "big") for name in (SAR_REF, SAR_TOTAL, SAR_PART))
    return {
        "to": to.decode(), "data": data, "coding": coding, "mark": mark, "of": of, "part": part,
        "receipt": bool(registered & 1),
    }  # fmt: skip


def optional(data: bytes) -> dict[int, bytes]:
    found = {}
    while data:
        name, length = struct.unpack(">HH", data[:4])
        found[name], data = data[4 : 4 + length], data[4 + length :]
    return found


def deliver(number: str, esm_class: int, text: bytes, coding: int = 0) -> bytes:
    ends = b"\0" + b"\0\0" + number.encode() + b"\0" + b"\0\0" + b"10690000\0"
    return ends + bytes((esm_class, 0, 0)) + b"\0\0" + bytes((0, 0, coding, 0, len(text))) + text


def receipt(ref: str, number: str, state: str) -> bytes:
    told = f"id:{ref} sub:001 dlvrd:001 submit date:2604281200 done date:2604281201 stat:{state} err:012 text:"
    return deliver(number, 0x04, told.encode())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--receipts", default="delivered", choices=["delivered", "failed", "none"])
    parser.add_argument("--after", type=float, default=0.0, help="seconds before a receipt")
    parser.add_argument("--throttle", type=int, default=0, help="so many submits are told to come again")
    parser.add_argument("--drop-at", type=int, default=0, help="the line is cut in place of answering this submit")
    parser.add_argument("--unknown", action="append", default=[], help="a number that does not exist")
    parser.add_argument("--garbage", action="store_true", help="answers as something else than a centre")
    parser.add_argument("--deaf", action="store_true", help="does not answer when asked whether it is there")
    parser.add_argument("--chatter", action="store_true", help="people answer to what they get")
    office = Office(parser.parse_args())
    listening = socket.create_server(("127.0.0.1", 0))
    office.say(port=listening.getsockname()[1])
    while True:
        line, _ = listening.accept()
        Desk(line, office).start()


if __name__ == "__main__":
    main()
