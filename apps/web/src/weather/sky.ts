import type { WeatherCondition } from '@parley/api'

/** A sky from top to bottom, as hex colours; white text reads at 4.5:1 or more anywhere on it. */
type Sky = readonly [top: string, bottom: string]

const skies: Record<'clear' | 'partly' | 'cloud' | 'fog' | 'rain' | 'snow' | 'storm', { day: Sky, night: Sky }> = {
  clear: { day: ['#13589c', '#2672b3'], night: ['#131a3a', '#2c3b70'] },
  partly: { day: ['#2a5f8c', '#47718f'], night: ['#1a2340', '#374462'] },
  cloud: { day: ['#485c70', '#5c6e80'], night: ['#252c37', '#3c4654'] },
  fog: { day: ['#57626c', '#667079'], night: ['#2a3036', '#444c54'] },
  rain: { day: ['#2f5169', '#486a7e'], night: ['#1a2936', '#2e4252'] },
  snow: { day: ['#436484', '#527293'], night: ['#222e45', '#3b4b68'] },
  storm: { day: ['#2f2d50', '#4f4a76'], night: ['#1d1b36', '#363258'] },
}

const skyOf: Record<WeatherCondition, keyof typeof skies> = {
  clear: 'clear',
  'partly-cloudy': 'partly',
  cloudy: 'cloud',
  fog: 'fog',
  drizzle: 'rain',
  rain: 'rain',
  'freezing-rain': 'snow',
  snow: 'snow',
  showers: 'rain',
  'snow-showers': 'snow',
  thunderstorm: 'storm',
}

export const conditions = Object.keys(skyOf) as WeatherCondition[]

export const skyFor = (condition: WeatherCondition, isDay: boolean): Sky => skies[skyOf[condition]][isDay ? 'day' : 'night']
