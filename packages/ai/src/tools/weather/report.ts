/** What the sky does, in words that a card has a picture for. */
export type WeatherCondition
  = | 'clear'
    | 'partly-cloudy'
    | 'cloudy'
    | 'fog'
    | 'drizzle'
    | 'rain'
    | 'freezing-rain'
    | 'snow'
    | 'showers'
    | 'snow-showers'
    | 'thunderstorm'

export interface WeatherDay {
  /** The place's own calendar day, `YYYY-MM-DD`. */
  date: string
  condition: WeatherCondition
  min: number
  max: number
  /** Chance of rain or snow, percent; null when the provider does not say. */
  precipitationChance: number | null
}

/** The weather at one place. Temperatures in °C or °F, speeds in km/h or mph, as `units` says. */
export interface WeatherReport {
  place: {
    name: string
    region: string | null
    country: string | null
    latitude: number
    longitude: number
    /** IANA name, such as `Europe/Paris`. */
    timezone: string
  }
  units: 'metric' | 'imperial'
  current: {
    /** The place's own wall-clock time, `YYYY-MM-DDTHH:mm`. */
    time: string
    isDay: boolean
    condition: WeatherCondition
    temperature: number
    feelsLike: number
    /** Percent. */
    humidity: number
    windSpeed: number
    /** Where the wind comes from, degrees clockwise from north. */
    windDirection: number
  }
  /** Today first, five at the most. */
  days: WeatherDay[]
  provider: 'open-meteo' | 'weatherapi'
}
