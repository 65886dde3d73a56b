export const metadata = {
  title: "Wet days",
  description: "Rain",
};
