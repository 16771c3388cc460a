using Bare;

// What durable inserts cost on this machine when nothing else is done: the measure beside the gateway's rate.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
await using var app = builder.Build();
var store = builder.Configuration["Store"] ?? throw new InvalidOperationException("--Store=FILE names the SQLite file.");
await using var one = new OneByOne(new RowStore($"{store}.one"));
await using var grouped = new Grouped(new RowStore($"{store}.grouped"));
app.MapPost("/bare/one/Communication", async (HttpRequest request) => await CreatedAsync(request, one.InsertAsync));
app.MapPost("/bare/grouped/Communication", async (HttpRequest request) => await CreatedAsync(request, grouped.InsertAsync));
app.MapGet("/bare/ready", () => Results.Ok());
await app.RunAsync();

static async Task<IResult> CreatedAsync(HttpRequest request, Func<byte[], Task> insertAsync)
{
    using var body = new MemoryStream((int)(request.ContentLength ?? 1024));
    await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
    await insertAsync(body.ToArray());
    return Results.StatusCode(StatusCodes.Status201Created);
}
