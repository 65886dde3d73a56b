const guides = require('./sidebars/guides');
import api from './sidebars/api';
module.exports = {
  docs: [
    'introduction',
    ...api,
    { type: 'category', label: 'How to', items: guides },
    'last',
  ],
};
