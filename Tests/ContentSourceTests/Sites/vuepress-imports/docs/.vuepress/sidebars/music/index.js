export const music = [
  {
    title: 'Playing Music',
    children: [
      '/music/zither',
      {
        title: 'Wind',
        children: [
          '/music/wind/oboe',
          '/music/wind/flute',
        ],
      },
    ],
  },
]
