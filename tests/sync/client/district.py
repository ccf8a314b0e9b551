"""A certificate authority for one test."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

NOW = datetime.now(UTC)
PEM = serialization.Encoding.PEM


class District:
    """An authority of this district, made for one test."""

    def __init__(self, folder: Path, name: str = "district") -> None:
        self.folder, self.key = folder, ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        made = self._builder(self.name, self.key.public_key(), NOW - timedelta(days=9), NOW + timedelta(days=9))
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        usage = x509.KeyUsage(True, *[False] * 4, True, *[False] * 3)
        made = made.add_extension(usage, critical=True)
        self.file = folder / f"{name}.pem"
        self.file.write_bytes(made.sign(self.key, hashes.SHA256()).public_bytes(PEM))

    def _builder(
        self, subject: x509.Name, key: ec.EllipticCurvePublicKey, since: datetime, until: datetime
    ) -> x509.CertificateBuilder:
        return x509.CertificateBuilder(self.name, subject, key, x509.random_serial_number(), since, until)

    def vouches(self, host: str = "127.0.0.1", ends_in: timedelta = timedelta(days=1)) -> Path:
        """Certificate and key of a portal, in one file."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "portal")])
        known = x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
        made = self._builder(name, key.public_key(), NOW - timedelta(days=5), NOW + ends_in)
        made = made.add_extension(x509.SubjectAlternativeName([known]), critical=False)
        made = made.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), False)
        plain = key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        file = self.folder / "portal.pem"
        file.write_bytes(plain + made.sign(self.key, hashes.SHA256()).public_bytes(PEM))
        return file
