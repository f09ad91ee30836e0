"""Whether a key decrypts what the application encrypted (AES-256-CBC).

Standard input: the key, then stored values, a JSON object {iv, data} a line.
Exit code: 0 when it decrypts one of them, or there are none; 1 when it decrypts none; 2 when that can't be told.
"""

import json
import sys

try:
    # Comes with certbot.
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.padding import PKCS7
except ImportError:
    sys.exit(2)


def decrypts(key, line):
    """Whether the value, decrypted, is the JSON that the application stores."""
    try:
        stored = json.loads(line)
        cipher = Cipher(algorithms.AES(key), modes.CBC(bytes.fromhex(stored["iv"]))).decryptor()
        padded = cipher.update(bytes.fromhex(stored["data"])) + cipher.finalize()
        unpadder = PKCS7(128).unpadder()
        json.loads(unpadder.update(padded) + unpadder.finalize())
    except (KeyError, TypeError, ValueError):
        return False
    return True


key, *values = sys.stdin.read().split("\n")
values = [value for value in values if value]
sys.exit(0 if not values or any(decrypts(key.encode(), value) for value in values) else 1)
