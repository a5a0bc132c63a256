/** An error as Resend answers it. */
export interface ApiError {
  readonly statusCode: number
  readonly name: string
  readonly message: string
}

/** Every row of resend.com/docs/api-reference/errors that an email request can meet, by name and status. */
export const apiErrors = {
  application_error: error(500, 'application_error', 'An unexpected error occurred'),
  service_unavailable: error(503, 'service_unavailable', 'The service is temporarily unavailable'),
  concurrent_idempotent_requests: error(
    409,
    'concurrent_idempotent_requests',
    'Same idempotency key used while original request is still in progress',
  ),
  invalid_idempotent_request: error(
    409,
    'invalid_idempotent_request',
    'Same idempotency key used with a different request payload',
  ),
  resource_locked: error(409, 'resource_locked', 'The resource is locked by another request'),
  rate_limit_exceeded: error(429, 'rate_limit_exceeded', 'Too many requests. You can only make 10 requests per second'),
  daily_quota_exceeded: error(429, 'daily_quota_exceeded', 'You have reached your daily email sending quota'),
  monthly_quota_exceeded: error(429, 'monthly_quota_exceeded', 'You have reached your monthly email sending quota'),
  validation_error: error(422, 'validation_error', 'The request body failed validation'),
  missing_required_field: error(422, 'missing_required_field', 'Missing `to` field'),
  missing_required_parameter: error(422, 'missing_required_parameter', 'Missing a required parameter'),
  invalid_parameter: error(422, 'invalid_parameter', 'The parameter must be a valid UUID'),
  invalid_attachment: error(422, 'invalid_attachment', 'Attachment must have either a `content` or `path`'),
  invalid_idempotency_key: error(400, 'invalid_idempotency_key', 'The key must be between 1 and 256 characters'),
  missing_api_key: error(401, 'missing_api_key', 'Missing API key in the authorization header'),
  restricted_api_key: error(401, 'restricted_api_key', 'This API key is restricted to only send emails'),
  invalid_api_key: error(403, 'invalid_api_key', 'API key is invalid'),
  suspended_api_key: error(403, 'suspended_api_key', 'This API key is suspended'),
  invalid_permission: error(403, 'invalid_permission', 'This API key may not do this'),
  unverified_domain: error(403, 'validation_error', 'The domain is not verified. Please add and verify your domain'),
  not_found: error(404, 'not_found', 'The requested endpoint does not exist'),
  method_not_allowed: error(405, 'method_not_allowed', 'Method is not allowed for this endpoint'),
} as const

/** The name of a row. */
export type ApiErrorName = keyof typeof apiErrors

function error(statusCode: number, name: string, message: string): ApiError {
  return { statusCode, name, message }
}
