using System.Security.Cryptography;

namespace CrossStudyBroker.Broker.Vault;

/// <summary>
/// The broker's two secrets, kept outside the database: one hashes student identifiers, one wraps payload keys.
/// Read from a file that only its owner may read; the embedded default makes one at its first start.
/// </summary>
public sealed class SecretKeys
{
    private const int KeySize = 32;

    private SecretKeys(byte[] hashing, byte[] wrapping)
    {
        Hashing = hashing;
        Wrapping = (Convert.ToHexStringLower(SHA256.HashData(wrapping).AsSpan(0, 4)), wrapping);
    }

    /// <summary>Key of the student identifier hashes.</summary>
    public byte[] Hashing { get; }

    /// <summary>Key that wraps data keys, and its public id.</summary>
    public (string Id, byte[] Key) Wrapping { get; }

    /// <summary>Keys that live as long as the process: for tests and <c>--ephemeral</c> runs.</summary>
    public static SecretKeys Ephemeral() => new(RandomNumberGenerator.GetBytes(KeySize), RandomNumberGenerator.GetBytes(KeySize));

    /// <summary>Reads the key file: two lines of base64, 32 bytes each. Makes it, mode 600, where it is allowed to.</summary>
    /// <exception cref="InvalidOperationException">The file is absent, malformed, or readable by others; the text says what to do.</exception>
    public static SecretKeys FromFile(string path, bool create)
    {
        if (create && !File.Exists(path))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!); // a full path of a file has a folder
            using var stream = new FileStream(path, options);
            using var writer = new StreamWriter(stream);
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize)));
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize)));
        }

        if (!File.Exists(path))
        {
            throw new InvalidOperationException($"The key file {path} does not exist. Make one with two lines, each 32 random bytes in base64 (openssl rand -base64 32), readable by its owner only; every replica needs the same file.");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != UnixFileMode.None)
        {
            throw new InvalidOperationException($"The key file {path} can be read or written by others; run: chmod 600 {path}");
        }

        var keys = File.ReadAllLines(path).Select(line => line.Trim()).Where(line => line.Length > 0).Select(Decode).ToList();
        return keys is [{ Length: KeySize } hashing, { Length: KeySize } wrapping]
            ? new SecretKeys(hashing, wrapping)
            : throw new InvalidOperationException($"The key file {path} must hold two lines, each 32 bytes in base64.");
    }

    private static byte[]? Decode(string line)
    {
        var bytes = new byte[line.Length];
        return Convert.TryFromBase64String(line, bytes, out var written) ? bytes[..written] : null;
    }
}
