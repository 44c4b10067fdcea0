"""Passes one AWS CLI command to server.py."""

import json
import socket
import sys

connection = socket.socket(socket.AF_UNIX)
connection.connect(sys.argv[1])
connection.sendall((json.dumps(sys.argv[2:]) + "\n").encode())
reply = b""
while chunk := connection.recv(65536):
    reply += chunk
result = json.loads(reply)
sys.stdout.write(result["stdout"])
sys.stderr.write(result["stderr"])
sys.exit(result["code"])
