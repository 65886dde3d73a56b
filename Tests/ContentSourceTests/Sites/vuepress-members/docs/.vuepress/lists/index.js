exports.bread = [
  "/bread/wheat",
  "/bread/rye",
];
exports.cakes = ["/cakes/cream", "/cakes/apple"];
exports.ovens = [
  "/ovens/stone",
  "/ovens/gas",
];
