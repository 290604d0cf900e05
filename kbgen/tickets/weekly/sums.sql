-- Made of expression.py by tools/weekly_sql.py; “make test-distributed” holds them equal.
WITH "t18" AS NOT MATERIALIZED (
  SELECT
    "t6"."id",
    "t6"."language",
    "t6"."channel",
    "t6"."tags",
    "t6"."created" AS "moment",
    COALESCE(ARRAY_LENGTH("t6"."tags"), 0) AS "named"
  FROM "current_ticket" AS "t6"
  WHERE
    NOT (
      "t6"."status" IN ('deleted', 'merged', 'spam')
    )
), "t35" AS NOT MATERIALIZED (
  SELECT
    "t28"."tag",
    "t28"."language",
    "t28"."channel",
    "t28"."moment",
    "t28"."weeks_ago",
    "t28"."tickets",
    "t28"."sum_1",
    "t28"."sum_2",
    "t28"."sum_3",
    "t28"."sum_4",
    "t28"."tag_right",
    CASE
      WHEN COALESCE("t28"."tag_right", '') = ''
      THEN "t28"."tag"
      ELSE "t28"."topic"
    END AS "topic",
    "t28"."since",
    "t28"."until",
    "t28"."shared",
    (
      COALESCE("t28"."tag_right", '') = ''
    )
    OR (
      (
        "t28"."topic" <> ''
      )
      AND (
        "t28"."moment" >= "t28"."since"
      )
      AND (
        "t28"."moment" < "t28"."until"
      )
    ) AS "holds"
  FROM (
    SELECT
      "t23"."tag",
      "t23"."language",
      "t23"."channel",
      "t23"."moment",
      "t23"."weeks_ago",
      "t23"."tickets",
      COALESCE("t23"."sum_1", 0) + COALESCE("t7"."sum_1", 0) AS "sum_1",
      COALESCE("t23"."sum_2", 0) + COALESCE("t7"."sum_2", 0) AS "sum_2",
      COALESCE("t23"."sum_3", 0) + COALESCE("t7"."sum_3", 0) AS "sum_3",
      COALESCE("t23"."sum_4", 0) + COALESCE("t7"."sum_4", 0) AS "sum_4",
      "t8"."tag" AS "tag_right",
      "t8"."topic",
      "t8"."since",
      "t8"."until",
      "t8"."shared"
    FROM (
      SELECT
        "t20".*
        EXCLUDE ("word")
      FROM (
        SELECT
          "t9"."tag",
          "t9"."language",
          "t9"."channel",
          "t10"."moment",
          "t10"."weeks_ago",
          CAST(FLOOR((
            "t9"."tickets" * "t10"."upper"
          ) / (
            "t10"."whole"
          )) AS BIGINT) - CAST(FLOOR((
            "t9"."tickets" * "t10"."lower"
          ) / (
            "t10"."whole"
          )) AS BIGINT) AS "tickets",
          "t11"."word",
          "t11"."sum_1",
          "t11"."sum_2",
          "t11"."sum_3",
          "t11"."sum_4"
        FROM "current_count" AS "t9"
        INNER JOIN "period" AS "t10"
          ON "t9"."first" = "t10"."first" AND "t9"."last" = "t10"."last"
        LEFT OUTER JOIN "language_weight" AS "t11"
          ON "t9"."language" = "t11"."word"
      ) AS "t20"
    ) AS "t23"
    LEFT OUTER JOIN "channel_weight" AS "t7"
      ON "t23"."channel" = "t7"."word"
    LEFT OUTER JOIN "rule" AS "t8"
      ON "t23"."tag" = "t8"."tag"
  ) AS "t28"
  WHERE
    (
      COALESCE("t28"."tag_right", '') = ''
    )
    OR (
      (
        "t28"."topic" <> ''
      )
      AND (
        "t28"."moment" >= "t28"."since"
      )
      AND (
        "t28"."moment" < "t28"."until"
      )
    )
), "t48" AS NOT MATERIALIZED (
  SELECT
    "t40"."id",
    "t40"."language",
    "t40"."channel",
    "t40"."tags",
    "t40"."moment",
    "t40"."named",
    "t40"."weeks_ago",
    COALESCE("t40"."sum_1", 0) + COALESCE("t7"."sum_1", 0) AS "sum_1",
    COALESCE("t40"."sum_2", 0) + COALESCE("t7"."sum_2", 0) AS "sum_2",
    COALESCE("t40"."sum_3", 0) + COALESCE("t7"."sum_3", 0) AS "sum_3",
    COALESCE("t40"."sum_4", 0) + COALESCE("t7"."sum_4", 0) AS "sum_4"
  FROM (
    SELECT
      "t38".*
      EXCLUDE ("word")
    FROM (
      SELECT
        "t31"."id",
        "t31"."language",
        "t31"."channel",
        "t31"."tags",
        "t31"."moment",
        "t31"."named",
        "t31"."weeks_ago",
        "t12"."word",
        "t12"."sum_1",
        "t12"."sum_2",
        "t12"."sum_3",
        "t12"."sum_4"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t21"."id",
            "t21"."language",
            "t21"."channel",
            "t21"."tags",
            "t21"."moment",
            "t21"."named",
            CASE WHEN "t21"."moment" < "t13"."turn" THEN "t13"."before" ELSE "t13"."after" END AS "weeks_ago"
          FROM "t18" AS "t21"
          INNER JOIN "calendar" AS "t13"
            ON CAST("t21"."moment" AS DATE) = "t13"."day"
        ) AS "t26"
        WHERE
          "t26"."weeks_ago" >= 0
      ) AS "t31"
      LEFT OUTER JOIN "language_weight" AS "t12"
        ON "t31"."language" = "t12"."word"
    ) AS "t38"
  ) AS "t40"
  LEFT OUTER JOIN "channel_weight" AS "t7"
    ON "t40"."channel" = "t7"."word"
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t70"."weeks_ago",
        "t70"."topic",
        "t70"."tickets",
        "t70"."sum_1",
        "t70"."sum_2",
        "t70"."sum_3",
        "t70"."sum_4"
      FROM (
        SELECT
          "t68"."weeks_ago",
          "t68"."topic",
          COUNT(*) * 1 AS "tickets",
          SUM("t68"."sum_1") * 1 AS "sum_1",
          SUM("t68"."sum_2") * 1 AS "sum_2",
          SUM("t68"."sum_3") * 1 AS "sum_3",
          SUM("t68"."sum_4") * 1 AS "sum_4"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t52"."id",
              "t52"."language",
              "t52"."channel",
              "t52"."moment",
              "t52"."named",
              "t52"."tag",
              "t52"."weeks_ago",
              "t52"."sum_1",
              "t52"."sum_2",
              "t52"."sum_3",
              "t52"."sum_4",
              "t52"."tag_right",
              CASE
                WHEN COALESCE("t52"."tag_right", '') = ''
                THEN "t52"."tag"
                ELSE "t52"."topic"
              END AS "topic",
              "t52"."since",
              "t52"."until",
              "t52"."shared",
              (
                COALESCE("t52"."tag_right", '') = ''
              )
              OR (
                (
                  "t52"."topic" <> ''
                )
                AND (
                  "t52"."moment" >= "t52"."since"
                )
                AND (
                  "t52"."moment" < "t52"."until"
                )
                AND NOT (
                  "t52"."shared"
                )
              ) AS "holds"
            FROM (
              SELECT
                "t45"."id",
                "t45"."language",
                "t45"."channel",
                "t45"."moment",
                "t45"."named",
                "t45"."tag",
                "t45"."weeks_ago",
                COALESCE("t45"."sum_1", 0) + COALESCE("t7"."sum_1", 0) AS "sum_1",
                COALESCE("t45"."sum_2", 0) + COALESCE("t7"."sum_2", 0) AS "sum_2",
                COALESCE("t45"."sum_3", 0) + COALESCE("t7"."sum_3", 0) AS "sum_3",
                COALESCE("t45"."sum_4", 0) + COALESCE("t7"."sum_4", 0) AS "sum_4",
                "t8"."tag" AS "tag_right",
                "t8"."topic",
                "t8"."since",
                "t8"."until",
                "t8"."shared"
              FROM (
                SELECT
                  "t41".*
                  EXCLUDE ("word")
                FROM (
                  SELECT
                    "t36"."id",
                    "t36"."language",
                    "t36"."channel",
                    "t36"."moment",
                    "t36"."named",
                    "t36"."tag",
                    "t36"."weeks_ago",
                    "t12"."word",
                    "t12"."sum_1",
                    "t12"."sum_2",
                    "t12"."sum_3",
                    "t12"."sum_4"
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t25"."id",
                        "t25"."language",
                        "t25"."channel",
                        "t25"."moment",
                        "t25"."named",
                        "t25"."tag",
                        CASE WHEN "t25"."moment" < "t13"."turn" THEN "t13"."before" ELSE "t13"."after" END AS "weeks_ago"
                      FROM (
                        SELECT
                          "t19"."id",
                          "t19"."language",
                          "t19"."channel",
                          "t19"."moment",
                          "t19"."named",
                          UNNEST("t19"."tags") AS "tag"
                        FROM "t18" AS "t19"
                      ) AS "t25"
                      INNER JOIN "calendar" AS "t13"
                        ON CAST("t25"."moment" AS DATE) = "t13"."day"
                    ) AS "t30"
                    WHERE
                      "t30"."weeks_ago" >= 0
                  ) AS "t36"
                  LEFT OUTER JOIN "language_weight" AS "t12"
                    ON "t36"."language" = "t12"."word"
                ) AS "t41"
              ) AS "t45"
              LEFT OUTER JOIN "channel_weight" AS "t7"
                ON "t45"."channel" = "t7"."word"
              LEFT OUTER JOIN "rule" AS "t8"
                ON "t45"."tag" = "t8"."tag"
            ) AS "t52"
          ) AS "t65"
          WHERE
            "t65"."holds"
        ) AS "t68"
        GROUP BY
          1,
          2
      ) AS "t70"
    ) AS "t72"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t64"."weeks_ago",
        "t64"."topic",
        "t64"."tickets",
        "t64"."sum_1",
        "t64"."sum_2",
        "t64"."sum_3",
        "t64"."sum_4"
      FROM (
        SELECT
          "t56"."weeks_ago",
          "t56"."topic",
          COUNT(*) * 1 AS "tickets",
          SUM("t56"."sum_1") * 1 AS "sum_1",
          SUM("t56"."sum_2") * 1 AS "sum_2",
          SUM("t56"."sum_3") * 1 AS "sum_3",
          SUM("t56"."sum_4") * 1 AS "sum_4"
        FROM (
          SELECT DISTINCT
            "t51"."id",
            "t51"."weeks_ago",
            "t51"."topic",
            "t51"."sum_1",
            "t51"."sum_2",
            "t51"."sum_3",
            "t51"."sum_4"
          FROM (
            SELECT
              "t45"."id",
              "t45"."language",
              "t45"."channel",
              "t45"."moment",
              "t45"."named",
              "t45"."tag",
              "t45"."weeks_ago",
              COALESCE("t45"."sum_1", 0) + COALESCE("t7"."sum_1", 0) AS "sum_1",
              COALESCE("t45"."sum_2", 0) + COALESCE("t7"."sum_2", 0) AS "sum_2",
              COALESCE("t45"."sum_3", 0) + COALESCE("t7"."sum_3", 0) AS "sum_3",
              COALESCE("t45"."sum_4", 0) + COALESCE("t7"."sum_4", 0) AS "sum_4",
              "t16"."topic",
              "t16"."since",
              "t16"."until",
              "t16"."shared"
            FROM (
              SELECT
                "t41".*
                EXCLUDE ("word")
              FROM (
                SELECT
                  "t36"."id",
                  "t36"."language",
                  "t36"."channel",
                  "t36"."moment",
                  "t36"."named",
                  "t36"."tag",
                  "t36"."weeks_ago",
                  "t12"."word",
                  "t12"."sum_1",
                  "t12"."sum_2",
                  "t12"."sum_3",
                  "t12"."sum_4"
                FROM (
                  SELECT
                    *
                  FROM (
                    SELECT
                      "t25"."id",
                      "t25"."language",
                      "t25"."channel",
                      "t25"."moment",
                      "t25"."named",
                      "t25"."tag",
                      CASE WHEN "t25"."moment" < "t13"."turn" THEN "t13"."before" ELSE "t13"."after" END AS "weeks_ago"
                    FROM (
                      SELECT
                        "t19"."id",
                        "t19"."language",
                        "t19"."channel",
                        "t19"."moment",
                        "t19"."named",
                        UNNEST("t19"."tags") AS "tag"
                      FROM "t18" AS "t19"
                    ) AS "t25"
                    INNER JOIN "calendar" AS "t13"
                      ON CAST("t25"."moment" AS DATE) = "t13"."day"
                  ) AS "t30"
                  WHERE
                    "t30"."weeks_ago" >= 0
                ) AS "t36"
                LEFT OUTER JOIN "language_weight" AS "t12"
                  ON "t36"."language" = "t12"."word"
              ) AS "t41"
            ) AS "t45"
            LEFT OUTER JOIN "channel_weight" AS "t7"
              ON "t45"."channel" = "t7"."word"
            INNER JOIN (
              SELECT
                *
              FROM "rule" AS "t1"
              WHERE
                "t1"."shared"
            ) AS "t16"
              ON "t45"."tag" = "t16"."tag"
          ) AS "t51"
          WHERE
            "t51"."moment" >= "t51"."since" AND "t51"."moment" < "t51"."until"
        ) AS "t56"
        GROUP BY
          1,
          2
      ) AS "t64"
    ) AS "t67"
  ) AS "t74"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t59"."weeks_ago",
        '' AS "topic",
        "t59"."tickets",
        "t59"."sum_1",
        "t59"."sum_2",
        "t59"."sum_3",
        "t59"."sum_4"
      FROM (
        SELECT
          "t54"."weeks_ago",
          COUNT(*) * 1 AS "tickets",
          SUM("t54"."sum_1") * 1 AS "sum_1",
          SUM("t54"."sum_2") * 1 AS "sum_2",
          SUM("t54"."sum_3") * 1 AS "sum_3",
          SUM("t54"."sum_4") * 1 AS "sum_4"
        FROM (
          SELECT
            *
          FROM "t48" AS "t50"
          WHERE
            "t50"."named" > 0
        ) AS "t54"
        GROUP BY
          1
      ) AS "t59"
    ) AS "t63"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t69"."weeks_ago",
        '' AS "topic",
        "t69"."tickets",
        "t69"."sum_1",
        "t69"."sum_2",
        "t69"."sum_3",
        "t69"."sum_4"
      FROM (
        SELECT
          "t66"."weeks_ago",
          COUNT(*) * -1 AS "tickets",
          SUM("t66"."sum_1") * -1 AS "sum_1",
          SUM("t66"."sum_2") * -1 AS "sum_2",
          SUM("t66"."sum_3") * -1 AS "sum_3",
          SUM("t66"."sum_4") * -1 AS "sum_4"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t57"."id",
              "t57"."weeks_ago",
              "t57"."named",
              "t57"."sum_1",
              "t57"."sum_2",
              "t57"."sum_3",
              "t57"."sum_4",
              COUNT(*) AS "idle"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t45"."id",
                  "t45"."language",
                  "t45"."channel",
                  "t45"."moment",
                  "t45"."named",
                  "t45"."tag",
                  "t45"."weeks_ago",
                  COALESCE("t45"."sum_1", 0) + COALESCE("t7"."sum_1", 0) AS "sum_1",
                  COALESCE("t45"."sum_2", 0) + COALESCE("t7"."sum_2", 0) AS "sum_2",
                  COALESCE("t45"."sum_3", 0) + COALESCE("t7"."sum_3", 0) AS "sum_3",
                  COALESCE("t45"."sum_4", 0) + COALESCE("t7"."sum_4", 0) AS "sum_4",
                  "t17"."topic",
                  "t17"."since",
                  "t17"."until",
                  "t17"."shared"
                FROM (
                  SELECT
                    "t41".*
                    EXCLUDE ("word")
                  FROM (
                    SELECT
                      "t36"."id",
                      "t36"."language",
                      "t36"."channel",
                      "t36"."moment",
                      "t36"."named",
                      "t36"."tag",
                      "t36"."weeks_ago",
                      "t12"."word",
                      "t12"."sum_1",
                      "t12"."sum_2",
                      "t12"."sum_3",
                      "t12"."sum_4"
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          "t25"."id",
                          "t25"."language",
                          "t25"."channel",
                          "t25"."moment",
                          "t25"."named",
                          "t25"."tag",
                          CASE WHEN "t25"."moment" < "t13"."turn" THEN "t13"."before" ELSE "t13"."after" END AS "weeks_ago"
                        FROM (
                          SELECT
                            "t19"."id",
                            "t19"."language",
                            "t19"."channel",
                            "t19"."moment",
                            "t19"."named",
                            UNNEST("t19"."tags") AS "tag"
                          FROM "t18" AS "t19"
                        ) AS "t25"
                        INNER JOIN "calendar" AS "t13"
                          ON CAST("t25"."moment" AS DATE) = "t13"."day"
                      ) AS "t30"
                      WHERE
                        "t30"."weeks_ago" >= 0
                    ) AS "t36"
                    LEFT OUTER JOIN "language_weight" AS "t12"
                      ON "t36"."language" = "t12"."word"
                  ) AS "t41"
                ) AS "t45"
                LEFT OUTER JOIN "channel_weight" AS "t7"
                  ON "t45"."channel" = "t7"."word"
                INNER JOIN (
                  SELECT
                    *
                  FROM "rule" AS "t1"
                  WHERE
                    "t1"."topic" = ''
                ) AS "t17"
                  ON "t45"."tag" = "t17"."tag"
              ) AS "t53"
              WHERE
                "t53"."moment" >= "t53"."since" AND "t53"."moment" < "t53"."until"
            ) AS "t57"
            GROUP BY
              1,
              2,
              3,
              4,
              5,
              6,
              7
          ) AS "t61"
          WHERE
            "t61"."idle" = "t61"."named"
        ) AS "t66"
        GROUP BY
          1
      ) AS "t69"
    ) AS "t71"
  ) AS "t73"
) AS "t75"
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'all' AS "measure",
        "t55"."weeks_ago",
        '' AS "topic",
        "t55"."tickets",
        "t55"."sum_1",
        "t55"."sum_2",
        "t55"."sum_3",
        "t55"."sum_4"
      FROM (
        SELECT
          "t50"."weeks_ago",
          COUNT(*) * 1 AS "tickets",
          SUM("t50"."sum_1") * 1 AS "sum_1",
          SUM("t50"."sum_2") * 1 AS "sum_2",
          SUM("t50"."sum_3") * 1 AS "sum_3",
          SUM("t50"."sum_4") * 1 AS "sum_4"
        FROM "t48" AS "t50"
        GROUP BY
          1
      ) AS "t55"
    ) AS "t58"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t42"."weeks_ago",
        "t42"."topic",
        "t42"."tickets",
        "t42"."sum_1",
        "t42"."sum_2",
        "t42"."sum_3",
        "t42"."sum_4"
      FROM (
        SELECT
          "t37"."weeks_ago",
          "t37"."topic",
          SUM("t37"."tickets") AS "tickets",
          SUM("t37"."sum_1" * "t37"."tickets") AS "sum_1",
          SUM("t37"."sum_2" * "t37"."tickets") AS "sum_2",
          SUM("t37"."sum_3" * "t37"."tickets") AS "sum_3",
          SUM("t37"."sum_4" * "t37"."tickets") AS "sum_4"
        FROM "t35" AS "t37"
        GROUP BY
          1,
          2
      ) AS "t42"
    ) AS "t46"
  ) AS "t60"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t43"."weeks_ago",
        '' AS "topic",
        "t43"."tickets",
        "t43"."sum_1",
        "t43"."sum_2",
        "t43"."sum_3",
        "t43"."sum_4"
      FROM (
        SELECT
          "t37"."weeks_ago",
          SUM("t37"."tickets") AS "tickets",
          SUM("t37"."sum_1" * "t37"."tickets") AS "sum_1",
          SUM("t37"."sum_2" * "t37"."tickets") AS "sum_2",
          SUM("t37"."sum_3" * "t37"."tickets") AS "sum_3",
          SUM("t37"."sum_4" * "t37"."tickets") AS "sum_4"
        FROM "t35" AS "t37"
        GROUP BY
          1
      ) AS "t43"
    ) AS "t47"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'all' AS "measure",
        "t32"."weeks_ago",
        '' AS "topic",
        "t32"."tickets",
        "t32"."sum_1",
        "t32"."sum_2",
        "t32"."sum_3",
        "t32"."sum_4"
      FROM (
        SELECT
          "t27"."weeks_ago",
          SUM("t27"."tickets") AS "tickets",
          SUM("t27"."sum_1" * "t27"."tickets") AS "sum_1",
          SUM("t27"."sum_2" * "t27"."tickets") AS "sum_2",
          SUM("t27"."sum_3" * "t27"."tickets") AS "sum_3",
          SUM("t27"."sum_4" * "t27"."tickets") AS "sum_4"
        FROM (
          SELECT
            "t23"."tag",
            "t23"."language",
            "t23"."channel",
            "t23"."moment",
            "t23"."weeks_ago",
            "t23"."tickets",
            COALESCE("t23"."sum_1", 0) + COALESCE("t7"."sum_1", 0) AS "sum_1",
            COALESCE("t23"."sum_2", 0) + COALESCE("t7"."sum_2", 0) AS "sum_2",
            COALESCE("t23"."sum_3", 0) + COALESCE("t7"."sum_3", 0) AS "sum_3",
            COALESCE("t23"."sum_4", 0) + COALESCE("t7"."sum_4", 0) AS "sum_4"
          FROM (
            SELECT
              "t20".*
              EXCLUDE ("word")
            FROM (
              SELECT
                "t9"."tag",
                "t9"."language",
                "t9"."channel",
                "t10"."moment",
                "t10"."weeks_ago",
                CAST(FLOOR((
                  "t9"."tickets" * "t10"."upper"
                ) / (
                  "t10"."whole"
                )) AS BIGINT) - CAST(FLOOR((
                  "t9"."tickets" * "t10"."lower"
                ) / (
                  "t10"."whole"
                )) AS BIGINT) AS "tickets",
                "t11"."word",
                "t11"."sum_1",
                "t11"."sum_2",
                "t11"."sum_3",
                "t11"."sum_4"
              FROM "current_count" AS "t9"
              INNER JOIN "period" AS "t10"
                ON "t9"."first" = "t10"."first" AND "t9"."last" = "t10"."last"
              LEFT OUTER JOIN "language_weight" AS "t11"
                ON "t9"."language" = "t11"."word"
            ) AS "t20"
          ) AS "t23"
          LEFT OUTER JOIN "channel_weight" AS "t7"
            ON "t23"."channel" = "t7"."word"
        ) AS "t27"
        GROUP BY
          1
      ) AS "t32"
    ) AS "t34"
  ) AS "t49"
) AS "t62"
