var app = WebApplication.CreateSlimBuilder(args).Build();
app.MapGet("/", () => "");
await app.RunAsync();
