/** A place that the sample data knows. */
export interface City {
  id: number
  /** The name in English, and where it differs in other languages. */
  names: { en: string } & Partial<Record<'ru' | 'ar' | 'ja' | 'zh' | 'es' | 'fr' | 'de' | 'pt', string>>
  region: string
  country: string
  countryCode: string
  latitude: number
  longitude: number
  timezone: string
  population: number
}

type Row = [
  en: string, region: string, country: string, code: string, latitude: number, longitude: number, timezone: string,
  millions: number, names?: Omit<City['names'], 'en'>,
]

const rows: Row[] = [
  ['Paris', 'Île-de-France', 'France', 'FR', 48.8534, 2.3488, 'Europe/Paris', 2.14, { ru: 'Париж', ar: 'باريس', ja: 'パリ', zh: '巴黎', es: 'París' }],
  ['London', 'England', 'United Kingdom', 'GB', 51.5085, -0.1257, 'Europe/London', 8.96, { ru: 'Лондон', ar: 'لندن', ja: 'ロンドン', zh: '伦敦', es: 'Londres', fr: 'Londres', pt: 'Londres' }],
  ['Berlin', 'Berlin', 'Germany', 'DE', 52.5244, 13.4105, 'Europe/Berlin', 3.43, { ru: 'Берлин', ar: 'برلين', ja: 'ベルリン', zh: '柏林', es: 'Berlín', pt: 'Berlim' }],
  ['Madrid', 'Madrid', 'Spain', 'ES', 40.4165, -3.7026, 'Europe/Madrid', 3.26, { ru: 'Мадрид', ar: 'مدريد', ja: 'マドリード', zh: '马德里' }],
  ['Rome', 'Lazio', 'Italy', 'IT', 41.8919, 12.5113, 'Europe/Rome', 2.87, { ru: 'Рим', ar: 'روما', ja: 'ローマ', zh: '罗马', es: 'Roma', de: 'Rom', pt: 'Roma' }],
  ['Lisbon', 'Lisbon', 'Portugal', 'PT', 38.7167, -9.1333, 'Europe/Lisbon', 0.52, { ru: 'Лиссабон', ar: 'لشبونة', ja: 'リスボン', zh: '里斯本', es: 'Lisboa', fr: 'Lisbonne', de: 'Lissabon', pt: 'Lisboa' }],
  ['Amsterdam', 'North Holland', 'Netherlands', 'NL', 52.374, 4.8897, 'Europe/Amsterdam', 0.74, { ru: 'Амстердам', ar: 'أمستردام', ja: 'アムステルダム', zh: '阿姆斯特丹' }],
  ['Vienna', 'Vienna', 'Austria', 'AT', 48.2085, 16.3721, 'Europe/Vienna', 1.69, { ru: 'Вена', ar: 'فيينا', ja: 'ウィーン', zh: '维也纳', es: 'Viena', fr: 'Vienne', de: 'Wien', pt: 'Viena' }],
  ['Stockholm', 'Stockholm', 'Sweden', 'SE', 59.3294, 18.0687, 'Europe/Stockholm', 1.52, { ru: 'Стокгольм', ar: 'ستوكهولم', ja: 'ストックホルム', zh: '斯德哥尔摩', es: 'Estocolmo' }],
  ['Warsaw', 'Mazovia', 'Poland', 'PL', 52.2298, 21.0118, 'Europe/Warsaw', 1.7, { ru: 'Варшава', ar: 'وارسو', ja: 'ワルシャワ', zh: '华沙', es: 'Varsovia', fr: 'Varsovie', de: 'Warschau', pt: 'Varsóvia' }],
  ['Kyiv', 'Kyiv City', 'Ukraine', 'UA', 50.4547, 30.5238, 'Europe/Kyiv', 2.8, { ru: 'Киев', ar: 'كييف', ja: 'キーウ', zh: '基辅', es: 'Kiev' }],
  ['Moscow', 'Moscow', 'Russia', 'RU', 55.7522, 37.6156, 'Europe/Moscow', 10.38, { ru: 'Москва', ar: 'موسكو', ja: 'モスクワ', zh: '莫斯科', es: 'Moscú', fr: 'Moscou', de: 'Moskau', pt: 'Moscou' }],
  ['Saint Petersburg', 'Saint Petersburg', 'Russia', 'RU', 59.9386, 30.3141, 'Europe/Moscow', 5.35, { ru: 'Санкт-Петербург', ar: 'سانت بطرسبرغ', ja: 'サンクトペテルブルク', zh: '圣彼得堡' }],
  ['Istanbul', 'Istanbul', 'Türkiye', 'TR', 41.0138, 28.9497, 'Europe/Istanbul', 15.7, { ru: 'Стамбул', ar: 'إسطنبول', ja: 'イスタンブール', zh: '伊斯坦布尔', es: 'Estambul' }],
  ['Athens', 'Attica', 'Greece', 'GR', 37.9838, 23.7278, 'Europe/Athens', 0.66, { ru: 'Афины', ar: 'أثينا', ja: 'アテネ', zh: '雅典', es: 'Atenas', de: 'Athen' }],
  ['Reykjavík', 'Capital Region', 'Iceland', 'IS', 64.1355, -21.8954, 'Atlantic/Reykjavik', 0.12, { ru: 'Рейкьявик', ar: 'ريكيافيك', ja: 'レイキャヴィーク', zh: '雷克雅未克' }],
  ['Tokyo', 'Tokyo', 'Japan', 'JP', 35.6895, 139.6917, 'Asia/Tokyo', 8.34, { ru: 'Токио', ar: 'طوكيو', ja: '東京', zh: '东京', es: 'Tokio', de: 'Tokio', pt: 'Tóquio' }],
  ['Osaka', 'Osaka', 'Japan', 'JP', 34.6938, 135.5011, 'Asia/Tokyo', 2.59, { ru: 'Осака', ar: 'أوساكا', ja: '大阪', zh: '大阪' }],
  ['Seoul', 'Seoul', 'South Korea', 'KR', 37.566, 126.9784, 'Asia/Seoul', 10.35, { ru: 'Сеул', ar: 'سول', ja: 'ソウル', zh: '首尔', es: 'Seúl', fr: 'Séoul' }],
  ['Beijing', 'Beijing', 'China', 'CN', 39.9075, 116.3972, 'Asia/Shanghai', 18.96, { ru: 'Пекин', ar: 'بكين', ja: '北京', zh: '北京', es: 'Pekín', fr: 'Pékin', de: 'Peking' }],
  ['Shanghai', 'Shanghai', 'China', 'CN', 31.2222, 121.4581, 'Asia/Shanghai', 24.87, { ru: 'Шанхай', ar: 'شانغهاي', ja: '上海', zh: '上海' }],
  ['Hong Kong', 'Hong Kong', 'Hong Kong', 'HK', 22.2783, 114.1747, 'Asia/Hong_Kong', 7.49, { ru: 'Гонконг', ar: 'هونغ كونغ', ja: '香港', zh: '香港' }],
  ['Singapore', 'Singapore', 'Singapore', 'SG', 1.2897, 103.8501, 'Asia/Singapore', 5.64, { ru: 'Сингапур', ar: 'سنغافورة', ja: 'シンガポール', zh: '新加坡', es: 'Singapur' }],
  ['Bangkok', 'Bangkok', 'Thailand', 'TH', 13.754, 100.5014, 'Asia/Bangkok', 5.1, { ru: 'Бангкок', ar: 'بانكوك', ja: 'バンコク', zh: '曼谷' }],
  ['Delhi', 'Delhi', 'India', 'IN', 28.6519, 77.2315, 'Asia/Kolkata', 10.93, { ru: 'Дели', ar: 'دلهي', ja: 'デリー', zh: '德里' }],
  ['Mumbai', 'Maharashtra', 'India', 'IN', 19.0728, 72.8826, 'Asia/Kolkata', 12.69, { ru: 'Мумбаи', ar: 'مومباي', ja: 'ムンバイ', zh: '孟买' }],
  ['Dubai', 'Dubai', 'United Arab Emirates', 'AE', 25.0772, 55.3093, 'Asia/Dubai', 3.79, { ru: 'Дубай', ar: 'دبي', ja: 'ドバイ', zh: '迪拜', es: 'Dubái' }],
  ['Riyadh', 'Riyadh', 'Saudi Arabia', 'SA', 24.6877, 46.7219, 'Asia/Riyadh', 4.21, { ru: 'Эр-Рияд', ar: 'الرياض', ja: 'リヤド', zh: '利雅得' }],
  ['Tehran', 'Tehran', 'Iran', 'IR', 35.6944, 51.4215, 'Asia/Tehran', 7.15, { ru: 'Тегеран', ar: 'طهران', ja: 'テヘラン', zh: '德黑兰' }],
  ['Almaty', 'Almaty', 'Kazakhstan', 'KZ', 43.25, 76.95, 'Asia/Almaty', 1.98, { ru: 'Алматы', ar: 'ألماتي', ja: 'アルマトイ', zh: '阿拉木图' }],
  ['Cairo', 'Cairo', 'Egypt', 'EG', 30.0626, 31.2497, 'Africa/Cairo', 9.61, { ru: 'Каир', ar: 'القاهرة', ja: 'カイロ', zh: '开罗', es: 'El Cairo', fr: 'Le Caire', de: 'Kairo' }],
  ['Lagos', 'Lagos', 'Nigeria', 'NG', 6.4541, 3.3947, 'Africa/Lagos', 15.39, { ru: 'Лагос', ar: 'لاغوس', ja: 'ラゴス', zh: '拉各斯' }],
  ['Nairobi', 'Nairobi', 'Kenya', 'KE', -1.2833, 36.8167, 'Africa/Nairobi', 4.4, { ru: 'Найроби', ar: 'نيروبي', ja: 'ナイロビ', zh: '内罗毕' }],
  ['Cape Town', 'Western Cape', 'South Africa', 'ZA', -33.9258, 18.4232, 'Africa/Johannesburg', 4.77, { ru: 'Кейптаун', ar: 'كيب تاون', ja: 'ケープタウン', zh: '开普敦', es: 'Ciudad del Cabo', fr: 'Le Cap', de: 'Kapstadt' }],
  ['New York', 'New York', 'United States', 'US', 40.7143, -74.006, 'America/New_York', 8.8, { ru: 'Нью-Йорк', ar: 'نيويورك', ja: 'ニューヨーク', zh: '纽约', es: 'Nueva York', pt: 'Nova York' }],
  ['San Francisco', 'California', 'United States', 'US', 37.7749, -122.4194, 'America/Los_Angeles', 0.87, { ru: 'Сан-Франциско', ar: 'سان فرانسيسكو', ja: 'サンフランシスコ', zh: '旧金山' }],
  ['Los Angeles', 'California', 'United States', 'US', 34.0522, -118.2437, 'America/Los_Angeles', 3.97, { ru: 'Лос-Анджелес', ar: 'لوس أنجلوس', ja: 'ロサンゼルス', zh: '洛杉矶' }],
  ['Toronto', 'Ontario', 'Canada', 'CA', 43.7064, -79.3986, 'America/Toronto', 2.79, { ru: 'Торонто', ar: 'تورونتو', ja: 'トロント', zh: '多伦多' }],
  ['Mexico City', 'Mexico City', 'Mexico', 'MX', 19.4285, -99.1277, 'America/Mexico_City', 12.29, { ru: 'Мехико', ar: 'مدينة مكسيكو', ja: 'メキシコシティ', zh: '墨西哥城', es: 'Ciudad de México' }],
  ['São Paulo', 'São Paulo', 'Brazil', 'BR', -23.5475, -46.6361, 'America/Sao_Paulo', 12.33, { ru: 'Сан-Паулу', ar: 'ساو باولو', ja: 'サンパウロ', zh: '圣保罗' }],
  ['Buenos Aires', 'Buenos Aires F.D.', 'Argentina', 'AR', -34.6132, -58.3772, 'America/Argentina/Buenos_Aires', 2.89, { ru: 'Буэнос-Айрес', ar: 'بوينس آيرس', ja: 'ブエノスアイレス', zh: '布宜诺斯艾利斯' }],
  ['Lima', 'Lima', 'Peru', 'PE', -12.0432, -77.0282, 'America/Lima', 7.74, { ru: 'Лима', ar: 'ليما', ja: 'リマ', zh: '利马' }],
  ['Bogotá', 'Bogotá', 'Colombia', 'CO', 4.6097, -74.0817, 'America/Bogota', 7.67, { ru: 'Богота', ar: 'بوغوتا', ja: 'ボゴタ', zh: '波哥大' }],
  ['Sydney', 'New South Wales', 'Australia', 'AU', -33.8678, 151.2073, 'Australia/Sydney', 5.3, { ru: 'Сидней', ar: 'سيدني', ja: 'シドニー', zh: '悉尼' }],
  ['Auckland', 'Auckland', 'New Zealand', 'NZ', -36.8485, 174.7635, 'Pacific/Auckland', 1.44, { ru: 'Окленд', ar: 'أوكلاند', ja: 'オークランド', zh: '奥克兰' }],
  ['Honolulu', 'Hawaii', 'United States', 'US', 21.3069, -157.8583, 'Pacific/Honolulu', 0.35, { ru: 'Гонолулу', ar: 'هونولولو', ja: 'ホノルル', zh: '火奴鲁鲁' }],
  ['Oslo', 'Oslo', 'Norway', 'NO', 59.9127, 10.7461, 'Europe/Oslo', 0.58, { ru: 'Осло', ar: 'أوسلو', ja: 'オスロ', zh: '奥斯陆' }],
  ['Copenhagen', 'Capital Region', 'Denmark', 'DK', 55.6759, 12.5655, 'Europe/Copenhagen', 1.15, { ru: 'Копенгаген', es: 'Copenhague', fr: 'Copenhague', de: 'Kopenhagen' }],
  ['Helsinki', 'Uusimaa', 'Finland', 'FI', 60.1695, 24.9354, 'Europe/Helsinki', 0.66, { ru: 'Хельсинки' }],
  ['Dublin', 'Leinster', 'Ireland', 'IE', 53.3331, -6.2489, 'Europe/Dublin', 1.02, { ru: 'Дублин', es: 'Dublín' }],
  ['Barcelona', 'Catalonia', 'Spain', 'ES', 41.3888, 2.159, 'Europe/Madrid', 1.62, { ru: 'Барселона', ar: 'برشلونة', ja: 'バルセロナ', fr: 'Barcelone' }],
  ['Milan', 'Lombardy', 'Italy', 'IT', 45.4643, 9.1895, 'Europe/Rome', 1.37, { ru: 'Милан', es: 'Milán', de: 'Mailand', pt: 'Milão' }],
  ['Munich', 'Bavaria', 'Germany', 'DE', 48.1374, 11.5755, 'Europe/Berlin', 1.26, { ru: 'Мюнхен', es: 'Múnich', de: 'München', pt: 'Munique' }],
  ['Zürich', 'Zurich', 'Switzerland', 'CH', 47.3667, 8.55, 'Europe/Zurich', 0.34, { ru: 'Цюрих', ar: 'زيورخ' }],
  ['Brussels', 'Brussels Capital', 'Belgium', 'BE', 50.8505, 4.3488, 'Europe/Brussels', 1.02, { ru: 'Брюссель', es: 'Bruselas', fr: 'Bruxelles', de: 'Brüssel' }],
  ['Prague', 'Prague', 'Czechia', 'CZ', 50.088, 14.4208, 'Europe/Prague', 1.17, { ru: 'Прага', es: 'Praga', de: 'Prag', pt: 'Praga' }],
  ['Budapest', 'Budapest', 'Hungary', 'HU', 47.4984, 19.0404, 'Europe/Budapest', 1.74, { ru: 'Будапешт' }],
  ['Minsk', 'Minsk City', 'Belarus', 'BY', 53.9, 27.5667, 'Europe/Minsk', 1.74, { ru: 'Минск' }],
  ['Tbilisi', 'Tbilisi', 'Georgia', 'GE', 41.6941, 44.8337, 'Asia/Tbilisi', 1.05, { ru: 'Тбилиси' }],
  ['Tashkent', 'Tashkent', 'Uzbekistan', 'UZ', 41.2647, 69.2163, 'Asia/Tashkent', 2.57, { ru: 'Ташкент', ar: 'طشقند' }],
  ['Baghdad', 'Baghdad', 'Iraq', 'IQ', 33.3406, 44.4009, 'Asia/Baghdad', 7.22, { ru: 'Багдад', ar: 'بغداد' }],
  ['Tel Aviv', 'Tel Aviv', 'Israel', 'IL', 32.0809, 34.7806, 'Asia/Jerusalem', 0.43, { ru: 'Тель-Авив', ar: 'تل أبيب' }],
  ['Jakarta', 'Jakarta', 'Indonesia', 'ID', -6.2146, 106.8451, 'Asia/Jakarta', 8.54, { ru: 'Джакарта', ar: 'جاكرتا', ja: 'ジャカルタ', zh: '雅加达' }],
  ['Manila', 'Metro Manila', 'Philippines', 'PH', 14.6042, 120.9822, 'Asia/Manila', 1.6, { ru: 'Манила' }],
  ['Casablanca', 'Casablanca-Settat', 'Morocco', 'MA', 33.5883, -7.6114, 'Africa/Casablanca', 3.14, { ru: 'Касабланка', ar: 'الدار البيضاء' }],
  ['Chicago', 'Illinois', 'United States', 'US', 41.85, -87.65, 'America/Chicago', 2.7, { ru: 'Чикаго', ja: 'シカゴ', zh: '芝加哥' }],
  ['Seattle', 'Washington', 'United States', 'US', 47.6062, -122.3321, 'America/Los_Angeles', 0.74, { ru: 'Сиэтл' }],
  ['Vancouver', 'British Columbia', 'Canada', 'CA', 49.2497, -123.1193, 'America/Vancouver', 0.66, { ru: 'Ванкувер' }],
  ['Rio de Janeiro', 'Rio de Janeiro', 'Brazil', 'BR', -22.9064, -43.1822, 'America/Sao_Paulo', 6.75, { ru: 'Рио-де-Жанейро', ar: 'ريو دي جانيرو' }],
  ['Santiago', 'Santiago Metropolitan', 'Chile', 'CL', -33.4569, -70.6483, 'America/Santiago', 4.84, { ru: 'Сантьяго' }],
  ['Melbourne', 'Victoria', 'Australia', 'AU', -37.814, 144.9633, 'Australia/Melbourne', 4.92, { ru: 'Мельбурн' }],
  ['McMurdo Station', 'Ross Island', 'Antarctica', 'AQ', -77.85, 166.6667, 'Antarctica/McMurdo', 0.001, { ru: 'Мак-Мердо' }],
  ['Paris', 'Texas', 'United States', 'US', 33.6609, -95.5555, 'America/Chicago', 0.025],
]

/** Large cities of every continent, and a second Paris; the most populous of a name comes first. */
export const cities: readonly City[] = rows.map((
  [en, region, country, countryCode, latitude, longitude, timezone, millions, names],
  index,
) => ({
  id: 1_000_001 + index,
  names: { en, ...names },
  region,
  country,
  countryCode,
  latitude,
  longitude,
  timezone,
  population: Math.round(millions * 1_000_000),
}))
