using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CrossStudyBroker.Tests.SignIn;

/// <summary>An OpenID Connect provider that lets everybody in as the test says, by authorisation code with PKCE and nothing else.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    public const string ClientId = "desk", ClientSecret = "secret-of-the-desk";

    private readonly WebApplication _app;
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "k1" };
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge)> _codes = new(StringComparer.Ordinal);

    private FakeProvider(WebApplication app)
    {
        _app = app;
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["issuer"] = Address,
            ["authorization_endpoint"] = Address + "/authorize",
            ["token_endpoint"] = Address + "/token",
            ["jwks_uri"] = Address + "/keys",
            ["end_session_endpoint"] = Address + "/end",
            ["response_types_supported"] = new[] { "code" },
        }));
        app.MapGet("/keys", () => Results.Content(JsonSerializer.Serialize(new { keys = new[] { JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_key.Rsa.ExportParameters(false)) { KeyId = "k1" }) } }), "application/json"));
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", TokenAsync);
        app.MapGet("/end", (HttpRequest request) => Results.Redirect(request.Query["post_logout_redirect_uri"]!));
    }

    /// <summary>Claims of whoever signs in next.</summary>
    public Dictionary<string, object> Claims { get; } = new(StringComparer.Ordinal);

    /// <summary>What the desk asked for last.</summary>
    public IQueryCollection? Asked { get; private set; }

    public string Address => _app.Urls.First().TrimEnd('/');

    public static async Task<FakeProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["Urls"] = "http://127.0.0.1:0";
        builder.Logging.ClearProviders();
        var provider = new FakeProvider(builder.Build());
        await provider._app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Rsa.Dispose();
    }

    private IResult Authorize(HttpRequest request)
    {
        Asked = request.Query;
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (request.Query["nonce"].ToString(), request.Query["code_challenge"].ToString());
        return Results.Redirect($"{request.Query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(request.Query["state"].ToString())}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var verified = _codes.TryRemove(form["code"].ToString(), out var issued)
            && issued.Challenge == Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())))
            && form["client_secret"] == ClientSecret;
        return verified
            ? Results.Json(new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["access_token"] = "unused",
                ["token_type"] = "Bearer",
                ["id_token"] = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
                {
                    Issuer = Address,
                    Audience = ClientId,
                    Claims = new Dictionary<string, object>(Claims, StringComparer.Ordinal) { ["nonce"] = issued.Nonce },
                    Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
                    SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
                }),
            })
            : Results.Json(new Dictionary<string, string>(StringComparer.Ordinal) { ["error"] = "invalid_grant" }, statusCode: 400);
    }
}
