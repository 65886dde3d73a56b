export const render = () => "Stream";
