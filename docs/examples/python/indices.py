"""Every published satisfaction index (IKM) of the public services, in indices.json.

Reads index.published.v1 as a consumer group, up to what is there now. Each record is checked
against the schema that the gateway publishes. The file is replaced before the place in the
stream is committed, and an index is stored by its id: a record that comes again changes nothing.
"""

import json
import os
import pathlib
import sys
import urllib.request

from confluent_kafka import Consumer, KafkaError, KafkaException
from jsonschema import Draft202012Validator

TYPE = "index.published.v1"
FILE = pathlib.Path("indices.json")


def settings():
    """The settings of the account, as `npm run principal -- issue` prints them."""
    missing = [name for name in ("KAFKA_BROKERS", "KAFKA_SASL_USERNAME", "KAFKA_SASL_PASSWORD") if not os.environ.get(name)]
    if missing:
        sys.exit(f"{', '.join(missing)} not set; paste the settings that came with the account.")
    user = os.environ["KAFKA_SASL_USERNAME"]
    config = {
        "bootstrap.servers": os.environ["KAFKA_BROKERS"],
        "security.protocol": "SASL_SSL",
        "sasl.mechanism": "SCRAM-SHA-512",
        "sasl.username": user,
        "sasl.password": os.environ["KAFKA_SASL_PASSWORD"],
        "group.id": f"{user}.indices",
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
        "enable.partition.eof": True,
    }
    if os.environ.get("KAFKA_SSL_CA"):
        config["ssl.ca.location"] = os.environ["KAFKA_SSL_CA"]
    return config


def declaration():
    """Topic and validator of the type, from the gateway's /asyncapi.json."""
    gateway = os.environ.get("SIGER_GATEWAY", "http://localhost:8080")
    with urllib.request.urlopen(f"{gateway}/asyncapi.json", timeout=30) as answer:
        channels = json.load(answer)["channels"].values()
    for channel in channels:
        for message in channel["messages"].values():
            if message["name"] == TYPE:
                schema = message["payload"]["schema"]
                return channel["address"], Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    sys.exit(f"The gateway at {gateway} declares no {TYPE}.")


def take(indices, record, validator):
    """Puts what a record says into the indices, by id; 1 where it was one."""
    if dict(record.headers() or []).get("ce_type") != TYPE.encode():
        return 0
    place = f"{TYPE} at {record.partition()}/{record.offset()}"
    try:
        data = json.loads(record.value() or b"")
    except ValueError:
        sys.exit(f"{place} is no JSON; tell its owner.")
    fault = next(validator.iter_errors(data), None)
    if fault:
        sys.exit(f"{place} breaks its schema at {fault.json_path}; tell its owner.")
    indices[data["indexId"]] = {
        "service": data["publicServiceId"],
        "until": data["until"],
        "index": data["index"],
        "grade": data["grade"],
        "respondents": data["respondents"],
    }
    print(f"{data['until']} {data['index']} {data['grade']} of {data['publicServiceId']}", flush=True)
    return 1


def save(indices):
    half = FILE.with_suffix(".new")
    half.write_text(json.dumps(indices, indent=2, sort_keys=True))
    half.replace(FILE)


def read(consumer, topic, validator, indices):
    """Reads until every partition is at its end; the file first, then the place of the group."""
    waiting = None

    def on_assign(_, partitions):
        nonlocal waiting
        waiting = {place.partition for place in partitions}

    consumer.subscribe([topic], on_assign=on_assign)
    while waiting is None or waiting:
        took = 0
        for record in consumer.consume(500, timeout=1):
            if not record.error():
                took += take(indices, record, validator)
            elif record.error().code() == KafkaError._PARTITION_EOF:
                waiting.discard(record.partition())
            else:
                raise KafkaException(record.error())
        if took:
            save(indices)
            consumer.commit(asynchronous=False)


def main():
    topic, validator = declaration()
    topic = os.environ.get("KAFKA_TOPIC_PREFIX", "") + topic
    indices = json.loads(FILE.read_text()) if FILE.exists() else {}
    consumer = Consumer(settings())
    try:
        read(consumer, topic, validator, indices)
    except KafkaException as fault:
        sys.exit(f"Kafka says: {fault.args[0].str()}")
    finally:
        consumer.close()
    print(f"{len(indices)} indices")


if __name__ == "__main__":
    main()
