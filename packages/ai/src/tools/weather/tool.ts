import type { z } from 'zod'
import type { Tool } from '../tool.ts'
import type { weatherInput } from './input.ts'
import type { WeatherReport } from './report.ts'

export type WeatherTool = Tool<typeof weatherInput, WeatherReport> & { name: 'get_weather' }

export type WeatherInput = z.output<typeof weatherInput>
