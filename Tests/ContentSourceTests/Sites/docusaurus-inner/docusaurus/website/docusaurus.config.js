module.exports = { title: 'Flume', presets: [['classic', { docs: { path: '../docs' } }]] };
