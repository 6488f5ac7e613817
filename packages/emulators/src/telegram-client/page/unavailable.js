/**
 * What a client answers for what this one does not have, as Telegram's web clients do.
 * @type {Record<string, [event: string, data?: Record<string, unknown>]>}
 */
export const unavailable = {
  web_app_biometry_get_info: ['biometry_info_received', { available: false }],
  web_app_biometry_request_access: ['biometry_info_received', { available: false }],
  web_app_biometry_request_auth: ['biometry_auth_requested', { status: 'failed' }],
  web_app_biometry_update_token: ['biometry_token_updated', { status: 'failed' }],
  web_app_check_home_screen: ['home_screen_checked', { status: 'unsupported' }],
  web_app_add_to_home_screen: ['home_screen_failed', { error: 'UNSUPPORTED' }],
  web_app_open_scan_qr_popup: ['scan_qr_popup_closed'],
  web_app_request_phone: ['phone_requested', { status: 'cancelled' }],
  web_app_request_write_access: ['write_access_requested', { status: 'cancelled' }],
  web_app_request_emoji_status_access: ['emoji_status_access_requested', { status: 'cancelled' }],
  web_app_set_emoji_status: ['emoji_status_failed', { error: 'UNSUPPORTED' }],
  web_app_send_prepared_message: ['prepared_message_failed', { error: 'UNSUPPORTED' }],
  web_app_start_accelerometer: ['accelerometer_failed', { error: 'UNSUPPORTED' }],
  web_app_start_device_orientation: ['device_orientation_failed', { error: 'UNSUPPORTED' }],
  web_app_start_gyroscope: ['gyroscope_failed', { error: 'UNSUPPORTED' }],
}

/**
 * The same for methods whose answer names the request.
 * @type {Record<string, [event: string, data?: Record<string, unknown>]>}
 */
export const unavailableRequests = {
  web_app_read_text_from_clipboard: ['clipboard_text_received'],
  web_app_secure_storage_clear: ['secure_storage_failed', { error: 'UNSUPPORTED' }],
  web_app_secure_storage_get_key: ['secure_storage_failed', { error: 'UNSUPPORTED' }],
  web_app_secure_storage_restore_key: ['secure_storage_failed', { error: 'UNSUPPORTED' }],
  web_app_secure_storage_save_key: ['secure_storage_failed', { error: 'UNSUPPORTED' }],
  web_app_device_storage_clear: ['device_storage_failed', { error: 'UNSUPPORTED' }],
  web_app_device_storage_get_key: ['device_storage_failed', { error: 'UNSUPPORTED' }],
  web_app_device_storage_save_key: ['device_storage_failed', { error: 'UNSUPPORTED' }],
}
