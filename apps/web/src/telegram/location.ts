import type { Bridge } from './bridge.ts'

export interface Place {
  latitude: number
  longitude: number
}

/**
 * Where the user is, to about a kilometre, or why it is not known. `allow` leads to where the client can be told to say
 * it: it asks once only. Call it from a tap.
 */
export type LocationResult
  = { ok: true, place: Place } | { ok: false, reason: 'denied' | 'unavailable', allow?: () => void }

/** As much as a weather report needs: two decimals are about a kilometre. */
const coarse = (degrees: number) => Math.round(degrees * 100) / 100

const toPlace = ({ latitude, longitude }: Place): LocationResult =>
  ({ ok: true, place: { latitude: coarse(latitude), longitude: coarse(longitude) } })

const timeout = 20_000

/** Asks the client for the place, else the browser. Only ever called from a tap. Never rejects. */
export function createLocate(bridge: Bridge, geolocation: Geolocation | undefined): () => Promise<LocationResult> {
  const allow = () => bridge.post('web_app_open_location_settings')

  async function fromClient(): Promise<LocationResult | undefined> {
    if (!bridge.supports('web_app_request_location')) return undefined
    try {
      const access = await bridge.request('web_app_check_location', 'location_checked', { timeout: 5_000 })
      if (!access.available) return undefined
      const refusedBefore = access.access_requested && !access.access_granted
      const answer = await bridge.request('web_app_request_location', 'location_requested', { timeout })
      return answer.available
        ? toPlace({ latitude: answer.latitude, longitude: answer.longitude })
        : { ok: false, reason: 'denied', ...refusedBefore && { allow } }
    } catch {
      return undefined
    }
  }

  const fromBrowser = async () => await new Promise<LocationResult>((resolve) => {
    if (geolocation === undefined) {
      resolve({ ok: false, reason: 'unavailable' })
      return
    }
    geolocation.getCurrentPosition(
      ({ coords }) => resolve(toPlace(coords)),
      ({ code, PERMISSION_DENIED }) => resolve({ ok: false, reason: code === PERMISSION_DENIED ? 'denied' : 'unavailable' }),
      { maximumAge: 600_000, timeout },
    )
  })

  return async () => await fromClient() ?? await fromBrowser()
}
