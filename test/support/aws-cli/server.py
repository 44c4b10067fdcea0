"""Stands in for the AWS CLI: runs its commands with botocore, the library that the AWS CLI is made of.

Serves on the Unix socket that is given, because starting Python with botocore for each command would take most of the time.
Each connection sends the arguments as one line of JSON and gets exit code, standard output and standard error as another.
Ends when its standard input closes.
"""

import json
import os
import socketserver
import sys
import threading

import botocore.session
import jmespath
from botocore import xform_name
from botocore.exceptions import ClientError

session = botocore.session.get_session()
clients = {}
lock = threading.Lock()


def client_for(service):
    with lock:
        if service not in clients:
            clients[service] = session.create_client(service)
        return clients[service]


def options_in(words):
    options = {}
    for word in words:
        if word.startswith("--"):
            name = word[2:]
            options[name] = []
        else:
            options[name].append(word)
    return options


def value_of(shape, words):
    if shape.type_name != "list":
        return words[0]
    if shape.member.type_name != "structure":
        return words
    return [filter_of(word) for word in words]


def filter_of(word):
    """Name=vpc-id,Values=a,b"""
    name, values = word.split(",Values=")
    return {"Name": name.removeprefix("Name="), "Values": values.split(",")}


def answer(service, operation, options):
    client = client_for(service)
    method = operation.replace("-", "_")
    model = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[method])
    members = {xform_name(name, "-"): (name, shape) for name, shape in model.input_shape.members.items()}
    arguments = {}
    for option, words in options.items():
        name, shape = members[option]
        arguments[name] = value_of(shape, words)
    if client.can_paginate(method):
        return client.get_paginator(method).paginate(**arguments).build_full_result()
    result = getattr(client, method)(**arguments)
    result.pop("ResponseMetadata", None)
    return result


def words_of(value):
    if isinstance(value, list):
        return [word for member in value for word in words_of(member)]
    return ["None" if value is None else str(value)]


def run(arguments):
    service, operation, *rest = arguments
    options = options_in(rest)
    output = options.pop("output")[0]
    query = options.pop("query", [None])[0]
    try:
        result = answer(service, operation, options)
    except ClientError as error:
        return {"code": 254, "stdout": "", "stderr": f"\n{error}\n"}
    if query is not None:
        result = jmespath.search(query, result)
    if output == "text":
        return {"code": 0, "stdout": "\t".join(words_of(result)) + "\n", "stderr": ""}
    return {"code": 0, "stdout": json.dumps(result, default=lambda time: time.isoformat()) + "\n", "stderr": ""}


class Command(socketserver.StreamRequestHandler):
    def handle(self):
        arguments = json.loads(self.rfile.readline())
        print(f"aws {arguments[0]} {arguments[1]}", flush=True)
        self.wfile.write(json.dumps(run(arguments)).encode())


def end_with_parent():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
with socketserver.ThreadingUnixStreamServer(sys.argv[1], Command) as server:
    print("ready", flush=True)
    server.serve_forever()
