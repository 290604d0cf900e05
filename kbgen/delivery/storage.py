"""The client of object storage: boto3, which is there where ``kbgen[s3]`` was installed."""

from __future__ import annotations

import os
from typing import Any

from kbgen.delivery.bucket_messages import explained
from kbgen.delivery.destination import Bucket
from kbgen.errors import WrongUse


def client(bucket: Bucket, connections: int) -> Any:
    """A client for this bucket. Who may write there is found where boto3 looks: environment, ~/.aws, the machine."""
    try:
        import boto3
        from botocore.config import Config
    except ImportError:
        raise WrongUse(
            "publishing to object storage needs the package boto3", hint="install it: pip install 'kbgen[s3]'"
        ) from None
    config = Config(
        connect_timeout=15,
        read_timeout=60,
        retries={"mode": "standard", "max_attempts": 4},
        max_pool_connections=connections,
        # The checksums that newer versions of boto3 add by themselves are unknown to many storages.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    try:
        return boto3.session.Session().client(
            "s3",
            # boto3 itself only reads AWS_DEFAULT_REGION, other tools of Amazon's read AWS_REGION as well.
            region_name=bucket.region or os.environ.get("AWS_REGION") or None,
            endpoint_url=bucket.endpoint or None,
            config=config,
        )
    except Exception as error:
        if (known := explained(error, bucket, begun=False)) is None:
            raise
        raise known from error
