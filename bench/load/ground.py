"""What portals stand on in a district: a PostgreSQL of its own that keeps every commit, and an nginx before them."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import serve

DURABLE = ("max_connections=200", "shared_buffers=256MB", "timezone=UTC")
"""As Debian sets it up, with more room; nothing that would lose a commit."""
CONFIG = """\
daemon off;
master_process off;
worker_rlimit_nofile 20000;
error_log {home}/error.log warn;
pid {home}/pid;
events {{ worker_connections 16000; }}
http {{
    access_log off;
    client_max_body_size 64m;
    client_body_temp_path {home}/body;
    proxy_temp_path {home}/proxy;
    fastcgi_temp_path {home}/f; uwsgi_temp_path {home}/u; scgi_temp_path {home}/s;
    keepalive_timeout 90s;
    keepalive_requests 100000;
    upstream portals {{
{upstreams}
        keepalive 256;
        keepalive_timeout 4s;
    }}
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location / {{
            proxy_pass http://portals;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_connect_timeout 2s;
            proxy_read_timeout 90s;
            # Every request of the protocol may be sent again, so one that a dying portal dropped goes to the other.
            proxy_next_upstream error timeout http_502 http_503 non_idempotent;
            proxy_next_upstream_tries 3;
        }}
    }}
}}
"""


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a fresh server on the loopback. Absent where there is none to start."""
    with serve(DURABLE) as url:
        yield url


@contextmanager
def nginx(home: Path, port: int, portals: Sequence[int]) -> Iterator[subprocess.Popen[bytes]]:
    """nginx on `port` before the portals on these ports, whichever is free; no desk belongs to one of them."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "nginx"
    home.mkdir()
    servers = "\n".join(f"        server 127.0.0.1:{each} max_fails=1 fail_timeout=1s;" for each in portals)
    config = home / "nginx.conf"
    user = "user root;\n" if os.geteuid() == 0 else ""
    config.write_text(user + CONFIG.format(home=home, port=port, upstreams=servers), "utf-8")
    child = subprocess.Popen([program, "-c", str(config), "-e", str(home / "error.log")], stdin=subprocess.DEVNULL)
    try:
        yield child
    finally:
        child.terminate()
        child.wait(10)
