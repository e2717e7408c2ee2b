"""Make the bucket of the settings, unless it is there."""

import os

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

store = boto3.client(
    "s3",
    endpoint_url=os.environ["S3_ENDPOINT_URL"],
    aws_access_key_id=os.environ["S3_ACCESS_KEY"],
    aws_secret_access_key=os.environ["S3_SECRET_KEY"],
    region_name=os.environ["S3_REGION"],
    config=Config(s3={"addressing_style": "path"}),
)
try:
    store.head_bucket(Bucket=os.environ["S3_BUCKET"])
except ClientError:
    store.create_bucket(Bucket=os.environ["S3_BUCKET"])
