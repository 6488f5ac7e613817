/** @import { Call, HostEvent } from './types.ts' */

/**
 * Reads a message of the iframe protocol, a JSON string; undefined for anything else, which other scripts may post.
 * @param {unknown} message
 * @returns {Call | undefined}
 */
export function readCall(message) {
  if (typeof message !== 'string') return undefined
  /** @type {unknown} */
  let value
  try {
    value = JSON.parse(message)
  } catch {
    return undefined
  }
  if (!isRecord(value) || typeof value['eventType'] !== 'string') return undefined
  const params = value['eventData']
  return { method: value['eventType'], params: isRecord(params) ? params : {} }
}

/**
 * @param {HostEvent} event
 * @returns {string}
 */
export function writeEvent({ type, data }) {
  return JSON.stringify({ eventType: type, eventData: data })
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
