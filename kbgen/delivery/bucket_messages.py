"""What object storage and boto3 say when they fail → what it means, and what to do."""

from __future__ import annotations

from typing import Any

from kbgen.delivery.destination import Bucket
from kbgen.errors import DeliveryError, KbgenError, WrongUse

RIGHTS = "s3:ListBucket, s3:GetObject, s3:PutObject and s3:DeleteObject"

# The code of an answer, or the name of boto3's error → the message and the hint.
SAYINGS: dict[str, tuple[str, str]] = {
    "NoCredentialsError": (
        "there are no credentials for {bucket}",
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE for a profile of ~/.aws",
    ),
    "PartialCredentialsError": (
        "the credentials for {bucket} are incomplete",
        "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY go together",
    ),
    "ProfileNotFound": ("there is no such profile in ~/.aws", "look at AWS_PROFILE"),
    "NoRegionError": ("it is not known in which region {bucket} is", "set AWS_REGION, or “region” in mkdocs.yml"),
    "NoSuchBucket": (
        "{where} has no bucket “{name}”",
        "look for a slip in its name; make it first, kbgen does not; “endpoint” says at which storage it is",
    ),
    "AccessDenied": ("{bucket} does not let these credentials in", f"they need the rights {RIGHTS}"),
    "Forbidden": ("{bucket} does not let these credentials in", f"they need the rights {RIGHTS}"),
    "403": ("{bucket} does not let these credentials in", f"they need the rights {RIGHTS}"),
    "InvalidAccessKeyId": ("{where} does not know this access key", "look at AWS_ACCESS_KEY_ID and at “endpoint”"),
    "SignatureDoesNotMatch": ("the secret key is not right for {where}", "look at AWS_SECRET_ACCESS_KEY"),
    "ExpiredToken": ("the credentials for {bucket} have expired", "sign in again, for example: aws sso login"),
    "ExpiredTokenException": ("the credentials for {bucket} have expired", "sign in again, for example: aws sso login"),
    "UnauthorizedSSOTokenError": ("you are not signed in any more", "sign in again: aws sso login"),
    "SSOTokenLoadError": ("you are not signed in", "sign in: aws sso login"),
    "TokenRetrievalError": ("you are not signed in any more", "sign in again: aws sso login"),
    "RequestTimeTooSkewed": ("the clock of this computer is wrong", "set it"),
    "PermanentRedirect": ("the bucket “{name}” is in another region", "set AWS_REGION, or “region” in mkdocs.yml"),
    "AuthorizationHeaderMalformed": (
        "the bucket “{name}” is in another region",
        "set AWS_REGION, or “region” in mkdocs.yml (for Cloudflare R2: auto)",
    ),
    "InvalidBucketName": ("“{name}” cannot be the name of a bucket", "look for a slip"),
    "ParamValidationError": ("“{name}” cannot be the name of a bucket", "look for a slip"),
    "EndpointConnectionError": (
        "{where} does not answer",
        "look for a slip in “endpoint”, and whether this computer is on the network",
    ),
    "ConnectTimeoutError": ("{where} does not answer", "look whether a firewall is between"),
    "SSLError": ("the certificate of {where} cannot be trusted", "AWS_CA_BUNDLE names a file of your own authority"),
    "QuotaExceeded": ("the storage of {bucket} is full", "make room there"),
}


def explained(error: Exception, bucket: Bucket, *, begun: bool) -> KbgenError | None:
    """An error of boto3 or of the disk in words; None for what is neither.

    ``begun``: files were on their way.
    """
    if isinstance(error, OSError):
        return DeliveryError(f"{error.filename or 'a file'} could not be read: {error.strerror or error}")
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    if not isinstance(error, (Boto3Error, BotoCoreError, ClientError)):
        return None
    answer: Any = getattr(error, "response", {})
    code = str(answer.get("Error", {}).get("Code") or type(error).__name__)
    words = {"bucket": str(bucket), "name": bucket.name, "where": bucket.endpoint or "the storage"}
    message, hint = SAYINGS.get(code, ("", ""))
    message, hint = message.format(**words) or f"{bucket}: {error}", hint.format(**words)
    if begun:
        remedy = f"{hint}; then " if hint else ""
        return DeliveryError(
            f"the publication was cut off: {message}",
            hint=f"{remedy}publish again to complete it; what is there serves",
        )
    return WrongUse(message, hint=hint) if hint else DeliveryError(message, hint="nothing was changed there")
