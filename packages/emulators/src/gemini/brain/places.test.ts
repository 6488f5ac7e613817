import { expect, it } from 'vitest'
import { placesIn } from './places.ts'

it.each<[string, string[]]>([
  ['What\'s the weather in Paris and Tokyo?', ['Paris', 'Tokyo']],
  ['What\'s the weather in Paris, Tokyo and São Paulo?', ['Paris', 'Tokyo', 'São Paulo']],
  ['weather in Paris, Tokyo, and London today please', ['Paris', 'Tokyo', 'London']],
  ['Weather in Paris, France and in Lima, Peru', ['Paris, France', 'Lima, Peru']],
  ['Is it raining in New York right now?', ['New York']],
  ['Forecast for Cape Town this week', ['Cape Town']],
  ['London weather', ['London']],
  ['Compare Berlin and Madrid weather', ['Berlin', 'Madrid']],
  ['weather paris', ['paris']],
  ['Weather: Lima', ['Lima']],
  ['Погода Москва', ['Москва']],
  ['What should I wear in Berlin given the weather?', ['Berlin']],
  ['Is it colder in Oslo or Stockholm?', ['Oslo', 'Stockholm']],
  ['weather here', []],
  ['What is the weather like?', []],
  ['Do I need an umbrella?', []],
  ['How is the weather', []],
  ['Today\'s weather', []],
  ['Show me the current weather', []],
  ['погода в Париже', ['Париж']],
  ['Какая погода в Москве и в Токио сегодня?', ['Москва', 'Токио']],
  ['погода во Владивостоке', ['Владивостоке']],
  ['погода здесь', []],
  ['¿Qué tiempo hace en Madrid?', ['Madrid']],
  ['Wie ist das Wetter in Berlin und Wien?', ['Berlin', 'Wien']],
  ['ما الطقس في باريس', ['باريس']],
  ['東京の天気は？', ['東京']],
])('%s', (question, places) => {
  expect(placesIn(question)).toEqual(places)
})
