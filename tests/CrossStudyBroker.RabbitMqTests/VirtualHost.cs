using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace CrossStudyBroker.RabbitMqTests;

/// <summary>
/// A virtual host for one test class (<c>IClassFixture&lt;VirtualHost&gt;</c>): fresh before its first test, deleted with all in it after the last.
/// Where there is no RabbitMQ, the first use of a property skips the test and says why.
/// </summary>
public sealed class VirtualHost(RabbitMqServer server) : IAsyncLifetime
{
    private RabbitMqServer.Source? _source;
    private HttpClient? _management;

    /// <summary>The name of the virtual host.</summary>
    public string Name { get; } = "test-" + Guid.NewGuid().ToString("N");

    /// <summary>AMQP address with credentials and virtual host; the user may do anything in it.</summary>
    public Uri Uri => new UriBuilder(Available().Amqp!) { Path = Name }.Uri; // available: not null

    /// <summary>Where the server writes; skips the test where that is not known.</summary>
    public string ServerFolder
    {
        get
        {
            var folder = Available().Folder;
            Assert.SkipWhen(folder is null, "CROSSSTUDY_TEST_RABBITMQ_FOLDER is not set, so nobody can see what the server writes.");
            return folder!; // skipped otherwise
        }
    }

    /// <summary>A signed-in client of the management API; relative addresses begin with <c>api/</c>.</summary>
    public HttpClient Management
    {
        get
        {
            Available();
            return _management!; // available: made with the virtual host
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _source = await server.GetAsync();
        if (_source.Management is not { } address)
        {
            return;
        }

        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo)));
        _management = new HttpClient { BaseAddress = new UriBuilder(address) { UserName = "", Password = "" }.Uri };
        _management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        using var created = await _management.PutAsync($"api/vhosts/{Name}", null);
        created.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_management is not null)
        {
            using var deleted = await _management.DeleteAsync($"api/vhosts/{Name}");
            deleted.EnsureSuccessStatusCode();
            _management.Dispose();
        }
    }

    private RabbitMqServer.Source Available()
    {
        var source = _source ?? throw new InvalidOperationException("The virtual host is used before it is made.");
        Assert.SkipWhen(source.Unavailable is not null, source.Unavailable ?? "");
        return source;
    }
}
