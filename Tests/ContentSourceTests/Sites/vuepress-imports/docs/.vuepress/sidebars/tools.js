// const old = ['/tools/drill']
module.exports = [
  { title: 'By hand', children: ['/tools/saw', '/tools/drill'] },
]
